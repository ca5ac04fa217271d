import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, it, test } from 'node:test';
import ts from 'typescript';
import { createTCPSocket, createUDPSocket } from '../../library/Index.ets';
import { DatagramChannel } from '../../library/src/main/ets/channel/DatagramChannel.ets';
import { StreamChannel } from '../../library/src/main/ets/channel/StreamChannel.ets';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { listFiles } from '../../tools/files.ts';
import { EventLog } from '../library/support/eventLog.ts';
import { closeOpened } from '../library/support/opened.ts';
import { TcpServer } from '../library/support/tcpServer.ts';
import { blocks } from './support/documentation.ts';
import { codeIn, readMarkdown } from './support/markdownPage.ts';
import { readStateDiagram } from './support/stateDiagram.ts';
import { stateNames, watchStates } from './support/stateWatch.ts';

const ETS = 'library/src/main/ets';
const [UDP_DIAGRAM, TCP_DIAGRAM] = blocks
  .filter(({ page, language }) => page === 'docs/guides/architecture.md' && language === 'mermaid')
  .map(({ text }) => readStateDiagram(text));
const UDP_STATES = stateNames(`${ETS}/channel/DatagramChannel.ets`, 'DatagramState');
const TCP_STATES = stateNames(`${ETS}/channel/StreamChannel.ets`, 'StreamState');

/** A folder of the library, from its row in the table of parts. */
const FOLDER = /`…\/(\w+)`/g;

describe("the architecture page's table of parts", () => {
  it('says what the folders of the library import', () => {
    const [parts = []] = readMarkdown(path.join(repositoryRoot, 'docs/guides/architecture.md')).tables;
    const rows = parts.filter(([where]) => where?.text.includes('`…/'));
    assert.ok(rows.length > 4);
    for (const [where, , imports] of rows) {
      const allowed = imports === undefined ? [] : codeIn(imports);
      for (const [, folder = ''] of where?.text.matchAll(FOLDER) ?? []) {
        const strange = importsOf(folder).filter((each) => !allowed.includes(each) && each !== folder);
        assert.deepEqual(strange, [], folder);
      }
    }
  });
});

describe('the state diagrams of the architecture page', () => {
  afterEach(closeOpened);

  it('have the states of the machines', () => {
    assert.deepEqual(UDP_DIAGRAM?.states.toSorted(), UDP_STATES.toSorted());
    assert.deepEqual(TCP_DIAGRAM?.states.toSorted(), TCP_STATES.toSorted());
  });

  it('have the transitions of datagram channels', async () => {
    const seen = watchStates(DatagramChannel, UDP_STATES);
    const [bound, closedAtOnce, closedUnbound, second] = Array.from({ length: 4 }, () => udp());
    assert.ok(bound && closedAtOnce && closedUnbound && second);
    const port = bound.socket.bind();
    closedAtOnce.socket.bind();
    closedAtOnce.socket.close();
    closedUnbound.socket.close();
    await bound.log.times('Listening', 1);
    second.socket.bind(port);
    await second.log.times('Error', 1);
    for (const each of [bound, closedAtOnce, closedUnbound, second]) await closed(each);
    assert.deepEqual([...seen, 'Closed [*]'].sort(), UDP_DIAGRAM?.transitions.toSorted());
  });

  it('have the transitions of stream channels', async () => {
    const seen = watchStates(StreamChannel, TCP_STATES);
    const server = await TcpServer.open();
    const address = '127.0.0.1';
    const [connected, closedIdle, closedAtOnce, refused, reset] = Array.from({ length: 5 }, () => tcp());
    assert.ok(connected && closedIdle && closedAtOnce && refused && reset);
    closedIdle.socket.close();
    connected.socket.connect({ address, port: server.port });
    await connected.log.times('Connect', 1);
    await closed(connected);
    closedAtOnce.socket.connect({ address, port: server.port });
    closedAtOnce.socket.write('goodbye');
    closedAtOnce.socket.close();
    await closedAtOnce.log.times('Close', 1);
    refused.socket.connect({ address, port: 1 });
    reset.socket.connect({ address, port: server.port });
    await reset.log.times('Connect', 1);
    server.onChange = () => reset.log.look();
    await reset.log.until(() => server.connections.length === 3, 'the connection at the server');
    server.connections[2]?.resetAndDestroy();
    for (const each of [closedIdle, refused, reset]) await each.log.times('Close', 1);
    assert.deepEqual([...seen, 'Closed [*]'].sort(), TCP_DIAGRAM?.transitions.toSorted());
  });
});

function udp() {
  const socket = createUDPSocket();
  return { socket, log: new EventLog(socket) };
}

function tcp() {
  const socket = createTCPSocket();
  return { socket, log: new EventLog(socket) };
}

async function closed({ socket, log }: ReturnType<typeof udp | typeof tcp>): Promise<void> {
  socket.close();
  await log.times('Close', 1);
}

/** Folders of the library that one of them imports from, and `@ohos.*`. */
function importsOf(folder: string): string[] {
  const root = path.join(repositoryRoot, ETS);
  const files = listFiles(path.join(root, folder), (file) => file.endsWith('.ets'));
  assert.ok(files.length > 0, folder);
  const names = files.flatMap((file) =>
    ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => {
      if (fileName.startsWith('@ohos.')) return '@ohos.*';
      if (!fileName.startsWith('.')) return folder;
      return path.relative(root, path.resolve(path.dirname(file), fileName)).split(path.sep)[0];
    })
  );
  return [...new Set(names)].filter((name) => name !== undefined);
}

const EVERY_FILE = new Map(
  listFiles(path.join(repositoryRoot, ETS), (file) => file.endsWith('.ets')).map((file) => [
    path.basename(file, '.ets'),
    readFileSync(file, 'utf8')
  ])
);

test('nothing but what opens sockets asks for the native companion', () => {
  const asking = [...EVERY_FILE].filter(([, text]) => /\bcompanion\(\)/.test(text)).map(([name]) => name);
  assert.deepEqual(asking.sort(), ['Companion', 'open', 'openSecure']);
});

describe('the ways through the library on the architecture page', () => {
  it('have stations that are there, a handful each', () => {
    const [, ways = []] = readMarkdown(path.join(repositoryRoot, 'docs/guides/architecture.md')).tables;
    assert.ok(ways.length > 5);
    for (const [, stations] of ways.slice(1)) {
      assert.ok(stations !== undefined);
      const named = codeIn(stations).filter((station) => /^[A-Z]/.test(station));
      assert.ok(named.length > 1 && named.length < 7, stations.text);
      for (const station of named) {
        const [file = '', method] = station.split('.');
        const text = EVERY_FILE.get(file);
        assert.ok(text !== undefined, `${station}: there is no such file`);
        assert.ok(method === undefined || new RegExp(`\\b${method}\\b`).test(text), station);
      }
    }
  });
});
