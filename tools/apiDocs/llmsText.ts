import { readFileSync } from 'node:fs';
import path from 'node:path';

/** From the project's root; where language models look for what there is to read (llmstxt.org). */
export const LLMS_FILE = 'llms.txt';
const INDEX = 'docs/README.md';
const SUMMARY =
  "UDP, TCP, TLS and WebSockets for HarmonyOS over `@ohos.net.socket`: WeChat's UDPSocket and TCPSocket for Taro apps, Node's dgram, net, tls and http for npm clients, a HAR for ArkTS apps.";

const CHINESE =
  'Chinese: [docs/README_zh.md](docs/README_zh.md) has the same index; the twin of a page is beside it as `…_zh.md`.';

/** The index of the documentation, in the form of llms.txt: a section for each of its headings, a line for each row. */
export function llmsText(root: string): string {
  const lines = readFileSync(path.join(root, INDEX), 'utf8').split('\n');
  const sections = lines.flatMap((line) => {
    const heading = /^## (.+)/.exec(line)?.[1];
    if (heading !== undefined) return [`\n## ${heading}\n`];
    const [, title, link = '', text] = /^\| \[(.+?)\]\((.+?)\) +\| (.+?) +\|$/.exec(line) ?? [];
    if (title === undefined) return [];
    return [`- [${title}](${path.posix.join(path.posix.dirname(INDEX), link)}): ${text}`];
  });
  return ['# taro-harmony-socket', '', `> ${SUMMARY}`, '', CHINESE, ...sections, ''].join('\n');
}
