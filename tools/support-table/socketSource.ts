import { apisOf, type Edition, socketPage } from './socketPage.ts';
import type { TableSource } from './tableSource.ts';
import { taggedSource } from './tags.ts';
import { taroPatch } from './taroPatch.ts';
import { readTaroTypes, taroVersion } from './taroTypes.ts';

const PATCH = `tarojs-taro-${taroVersion()}.patch`;
const SOCKETS = ['UDPSocket', 'TCPSocket'].map((socket) => ({
  socket,
  types: readTaroTypes(`types/api/network/${socket.slice(0, 3).toLowerCase()}.d.ts`, socket)
}));
const specs = taggedSource(
  SOCKETS.flatMap(({ socket, types }) => apisOf(socket, types.apis)),
  new Set(SOCKETS.flatMap(({ socket }) => [socket, `create${socket}`]))
);

/** WeChat's sockets: a page for each in two languages, and the change for Taro's types. */
export const socketSource: TableSource = {
  ...specs,
  files(provedAlone, chinese) {
    const inTaro = SOCKETS.flatMap(({ types }) => types.apis.map(({ name }) => name));
    // A whole socket has no tests of its own: what Taro knows of it has to be proved.
    const proved = (api: string): boolean => {
      const members = inTaro.filter((name) => name.startsWith(`${api}.`));
      return members.length > 0 ? members.every(provedAlone) : provedAlone(api);
    };
    const pages = SOCKETS.flatMap(({ socket, types }) => {
      const page = { socket, taro: types.apis, patch: `patches/${PATCH}`, runs: specs.runs, proved };
      const chineseEdition: Edition = {
        other: `[English](${socket}.md)`,
        translate: chinese,
        reference: (url) => url,
        remark: (text) => `（${text}）`
      };
      const englishEdition: Edition = {
        other: `[中文](${socket}_zh.md)`,
        translate: (text) => text,
        reference: (url) => url.replace('/miniprogram/', '/miniprogram/en/'),
        remark: (text) => ` (${text})`
      };
      return [
        { file: `docs/${socket}_zh.md`, text: socketPage(page, chineseEdition) },
        { file: `docs/${socket}.md`, text: socketPage(page, englishEdition) }
      ];
    });
    const types = SOCKETS.map((each) => each.types);
    return [...pages, { file: `docs/patches/${PATCH}`, text: taroPatch(types, proved) }];
  }
};
