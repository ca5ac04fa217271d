import { marked, type Token, type Tokens } from 'marked';
import { readFileSync } from 'node:fs';

export interface Heading {
  /** 1 for the page's title. */
  level: number;
  text: string;
}

/** A fenced block of code. */
export interface CodeBlock {
  /** The first word behind the fence, `''` if there is none. */
  language: string;
  text: string;
  /** The line of its fence in the page, counted from 1. */
  line: number;
}

/** What a page of Markdown consists of. */
export interface MarkdownPage {
  headings: Heading[];
  blocks: CodeBlock[];
  /** Table, row, cell; the first row is the head. */
  tables: Tokens.TableCell[][][];
  /** Where its links lead, images included. */
  links: string[];
  /** How many items its lists have in all. */
  listItems: number;
}

export function readMarkdown(file: string): MarkdownPage {
  const source = readFileSync(file, 'utf8');
  const page: MarkdownPage = { headings: [], blocks: [], tables: [], links: [], listItems: 0 };
  let position = 0;
  void marked.walkTokens(marked.lexer(source), (token) => {
    if (isToken<Tokens.Heading>(token, 'heading')) {
      page.headings.push({ level: token.depth, text: token.text });
    } else if (isToken<Tokens.Code>(token, 'code')) {
      const language = token.lang?.split(' ')[0] ?? '';
      const fence = source.indexOf(`\`\`\`${language}\n`, position);
      position = fence + token.text.length;
      page.blocks.push({
        language,
        text: `${token.text}\n`,
        line: source.slice(0, fence).split('\n').length
      });
    } else if (isToken<Tokens.Table>(token, 'table')) {
      page.tables.push([token.header, ...token.rows]);
    } else if (isToken<Tokens.Link>(token, 'link') || isToken<Tokens.Image>(token, 'image')) {
      page.links.push(token.href);
    } else if (token.type === 'list_item') {
      page.listItems++;
    }
  });
  return page;
}

/** The code spans in a table's cell. */
export function codeIn({ tokens }: Tokens.TableCell): string[] {
  const spans: string[] = [];
  void marked.walkTokens(tokens, (token) => {
    if (isToken<Tokens.Codespan>(token, 'codespan')) spans.push(token.text);
  });
  return spans;
}

function isToken<Kind extends Token>(token: Token, type: Kind['type']): token is Kind {
  return token.type === type;
}
