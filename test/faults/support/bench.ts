import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock } from 'node:test';
import type { SocketError } from '../../../library/Index.ets';
import { openSocketCount } from '../../../library/src/main/ets/channel/OpenSockets.ets';
import { resetHost } from '../../host/control.ts';
import socketModule from '../../host/modules/@ohos.net.socket.ts';
import type { EventLog } from '../../library/support/eventLog.ts';
import { collectGarbage } from '../../library/support/garbage.ts';
import { closeOpened } from '../../library/support/opened.ts';
import { Resources } from '../../property/resources.ts';
import { StrayOutput } from '../../property/strayOutput.ts';

export const EACCES = 13;
export const EMFILE = 24;
export const EPIPE = 32;
export const EADDRINUSE = 98;
export const ENETUNREACH = 101;
export const ENOBUFS = 105;
export const EHOSTUNREACH = 113;
/** Longer than anything waits, in milliseconds. */
export const LATE_MS = 60_000;

const TEXTS: Readonly<Record<number, string>> = {
  [EACCES]: 'Permission denied',
  [EMFILE]: 'No file descriptors available',
  [EPIPE]: 'Broken pipe',
  [EADDRINUSE]: 'Address in use',
  [ENETUNREACH]: 'Network unreachable',
  [ENOBUFS]: 'No buffer space available',
  [EHOSTUNREACH]: 'Host is unreachable'
};

/** One line of a history: `errCode/errno/code text`, with `-` for a number that the event does not have. */
function showError({ errCode, errno, code, errMsg }: SocketError): string {
  return `Error ${errCode}/${errno ?? '-'}/${code ?? '-'} ${errMsg}`;
}

/** The line of a call that the system failed with an errno. */
export function failed(call: string, errno: number, errCode = -2, subject = ''): string {
  return `Error ${errCode}/${errno}/${2301000 + errno} ${call}:fail errno:${errno} errmsg:${TEXTS[errno]}${subject}`;
}

/** The line of a call that the library failed by itself. */
export function refused(call: string, text: string, errCode = -1): string {
  return `Error ${errCode}/-/- ${call}:fail ${text}`;
}

/** The line of a call that the system refused for want of a permission. */
export function denied(call: string, permission = 'ohos.permission.INTERNET'): string {
  const text = `permission denied: add ${permission} to requestPermissions in the entry module's module.json5`;
  return `Error -3/-/201 ${call}:fail ${text}`;
}

/** What the app heard, in order, with the port of the peer as PORT. */
export function historyOf({ events, errors, messages }: EventLog, port: number): string[] {
  let error = 0;
  let message = 0;
  return events.map((event) => {
    const shownError = event === 'Error' ? errors[error++] : undefined;
    if (shownError !== undefined) return showError(shownError).replaceAll(`port ${port}`, 'port PORT');
    const shownMessage = event === 'Message' ? messages[message++] : undefined;
    return shownMessage === undefined ? event : `Message ${Buffer.from(shownMessage.message).toString()}`;
  });
}

/** The module keeps the newest object of each class alive: these take the place of the library's. */
function unpinNewest(): void {
  socketModule.constructUDPSocketInstance();
  socketModule.constructTCPSocketInstance();
}

/** Node's own, once in a process: mocked timers are experimental. */
const WARNING = 'ExperimentalWarning';

/** Each test begins with an untouched host and has to leave nothing: neither open nor thrown nor logged. */
export function watchEachTest(): void {
  let resources: Resources;
  let stray: StrayOutput;
  beforeEach(() => {
    resetHost();
    resources = new Resources();
    stray = new StrayOutput();
  });
  afterEach(async () => {
    mock.timers.reset();
    resetHost();
    await closeOpened();
    unpinNewest();
    // The module frees the descriptor of a socket whose close it refused when the object is collected.
    await collectGarbage();
    const leftOpen = await resources.leftOpen();
    stray.stop();
    const logged = stray.logged.filter((line) => !line.includes(WARNING));
    assert.deepEqual({ leftOpen, held: openSocketCount(), thrown: stray.errors, logged }, NOTHING);
  });
}

const NOTHING = { leftOpen: [], held: 0, thrown: [], logged: [] };
