import type { TaroElement, TaroInput, TaroNode } from './taro.ts';

/** How HTML calls what Taro's components are. */
const TAGS: Readonly<Record<string, string>> = { TEXT: 'span', BUTTON: 'button', INPUT: 'input' };

/** ArkUI's own defaults, where they are not HTML's. */
const DEFAULTS = `
  * { box-sizing: border-box; font-family: sans-serif; }
  body, html { margin: 0; height: 100%; }
  button, input { border: 0; width: 100%; }
  button { display: flex; align-items: center; justify-content: center; }
`;

/** A rendered page as an HTML document: its tree, with the classes that it has and the app's own style sheet. */
export function toHtml(root: TaroElement, styleSheet: string): string {
  const body = root.childNodes.map(elementToHtml).join('\n');
  return `<!doctype html><meta charset="utf-8"><style>${DEFAULTS}${styleSheet}</style><body>${body}</body>\n`;
}

function elementToHtml(node: TaroNode): string {
  if (node.nodeName === '#text') return escape(node.textContent);
  const element = node as TaroElement;
  const tag = TAGS[node.nodeName] ?? 'div';
  const opening = `<${tag} class="${escape(element.className)}"`;
  if (tag === 'input') return `${opening} value="${escape((element as TaroInput).value)}">`;
  return `${opening}>${element.childNodes.map(elementToHtml).join('')}</${tag}>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
