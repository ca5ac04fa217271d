import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

/** The installed @tarojs/taro. */
const PACKAGE = path.dirname(createRequire(import.meta.url).resolve('@tarojs/taro/package.json'));

/** Something that Taro's types declare with a `@supported` tag. */
export interface TaroApi {
  /** `UDPSocket`, `UDPSocket.bind` or `createUDPSocket`. */
  name: string;
  /** Platforms, as Taro names them: `weapp`, `h5`, `rn`, `harmony`, … */
  supported: readonly string[];
  /** WeChat's page about it. */
  reference: string;
  /** Where the list of platforms stands in the file. */
  start: number;
  end: number;
}

/** One of Taro's declaration files. */
export interface TaroTypes {
  /** From the package's folder. */
  file: string;
  text: string;
  /** In the order of their declaration: the interface, its members, the function that creates one. */
  apis: readonly TaroApi[];
}

export function taroVersion(): string {
  return (JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8')) as { version: string })
    .version;
}

/**
 * @param file from the package's folder
 * @param socket the interface that it declares
 */
export function readTaroTypes(file: string, socket: string): TaroTypes {
  const text = readFileSync(path.join(PACKAGE, file), 'utf8');
  return { file, text, apis: supportedApis(text, socket) };
}

/** What a declaration file says of the support for an interface, its members and the function that creates one. */
export function supportedApis(text: string, socket: string): TaroApi[] {
  const source = ts.createSourceFile('taro.d.ts', text, ts.ScriptTarget.Latest, true);
  const apis: TaroApi[] = [];
  const visit = (node: ts.Node): void => {
    if (!ts.isInterfaceDeclaration(node)) return ts.forEachChild(node, visit);
    const isSocket = node.name.text === socket;
    if (!isSocket && node.name.text !== 'TaroStatic') return;
    const prefix = isSocket ? `${socket}.` : '';
    const members = node.members.flatMap((each) => apiOf(each, `${prefix}${each.name?.getText() ?? ''}`));
    apis.push(...(isSocket ? apiOf(node, socket) : []), ...members);
  };
  visit(source);
  return apis;
}

function apiOf(node: ts.Node, name: string): TaroApi[] {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'supported');
  if (tag === undefined) return [];
  const list = ts.getTextOfJSDocComment(tag.comment) ?? '';
  const start = tag.getSourceFile().text.indexOf(list, tag.tagName.end);
  const reference = /@see (\S+)/.exec(tag.parent.getText())?.[1] ?? '';
  return [{ name, supported: list.split(/,\s*/), reference, start, end: start + list.length }];
}
