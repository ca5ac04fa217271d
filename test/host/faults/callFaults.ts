import { permissions } from '../network/permissions.ts';
import type { NativeCallback } from '../socket/arguments.ts';
import { complete } from '../socket/completions.ts';
import { ErrorBase, type ErrorObject, Failure } from '../socket/failure.ts';
import { Operation, refuse } from '../socket/operation.ts';
import { sleepSync } from '../socket/streamSend.ts';
import type { CallEffect, CallFault, Fault, SocketKind } from './fault.ts';
import { faults } from './faultPlan.ts';
import { identityOf } from './identities.ts';

type Method = (this: object, ...args: unknown[]) => unknown;

/** The calls that add their errno to the number of servers, besides those of TLS sockets. */
const SERVER_CALLS = new Set(['server.listen', 'server.setExtraOptions', 'connection.send']);
const UNHARMED = new Set(['constructor', 'on', 'off']);
/** The calls for which the native module does not ask for `ohos.permission.INTERNET`. */
const WITHOUT_PERMISSION = new Set(['getLocalAddress', 'setReuseAddress', 'tcp.getSocketFd']);

function callbackOf(args: readonly unknown[]): NativeCallback | undefined {
  const last = args.at(-1);
  return typeof last === 'function' ? (last as NativeCallback) : undefined;
}

/** What the caller wrote into the buffer after the call must not be sent. */
function withOwnData(args: readonly unknown[]): unknown[] {
  const [options, ...rest] = args;
  const data: unknown =
    typeof options === 'object' && options !== null ? Reflect.get(options, 'data') : undefined;
  return data instanceof ArrayBuffer ? [{ ...(options as object), data: data.slice(0) }, ...rest] : [...args];
}

function failureOf(
  effect: Extract<CallEffect, { fails: unknown }>,
  kind: SocketKind,
  method: string
): ErrorObject {
  const isOfServers = kind.startsWith('tls') || SERVER_CALLS.has(`${kind}.${method}`);
  const base = isOfServers ? ErrorBase.SERVER : ErrorBase.CLIENT;
  let failure = Failure.ofParameters();
  if (effect.fails === 'permission') failure = Failure.ofPermission();
  if (typeof effect.fails === 'number') failure = Failure.ofErrno(effect.fails, base);
  const { code, message } = failure.toObject();
  return effect.withoutMessage === true ? ({ code } as ErrorObject) : { code, message };
}

function answerLate(target: object, original: Method, args: readonly unknown[], ms: number): unknown {
  const callback = callbackOf(args);
  if (callback !== undefined) {
    const late: NativeCallback = (error, value) => setTimeout(callback, ms, error, value);
    return Reflect.apply(original, target, [...args.slice(0, -1), late]);
  }
  const answered = Reflect.apply(original, target, args);
  return Promise.resolve(answered).finally(() => new Promise((resolve) => setTimeout(resolve, ms)));
}

function startLate(target: object, original: Method, args: readonly unknown[], ms: number): unknown {
  const kept = withOwnData(args);
  const start = (): unknown => Reflect.apply(original, target, kept);
  if (callbackOf(args) !== undefined) {
    setTimeout(start, ms);
    return undefined;
  }
  return new Promise((resolve) => setTimeout(() => resolve(start()), ms));
}

function isAboutCall(method: string): (fault: Fault) => fault is CallFault {
  return (fault): fault is CallFault => 'call' in fault && (fault.call === '*' || fault.call === method);
}

function callWithFaults(target: object, method: string, original: Method, args: readonly unknown[]): unknown {
  const identity = identityOf(target);
  const effect = faults.take(identity, isAboutCall(method))?.effect;
  if (effect === undefined) return Reflect.apply(original, target, args);
  if (effect === 'neverAnswers') return callbackOf(args) === undefined ? new Promise(() => {}) : undefined;
  if ('answersAfter' in effect) return answerLate(target, original, args, effect.answersAfter);
  if ('startsAfter' in effect) return startLate(target, original, args, effect.startsAfter);
  if ('blocks' in effect) {
    sleepSync(effect.blocks);
    return Reflect.apply(original, target, args);
  }
  const failure = failureOf(effect, identity.kind, method);
  const operation = new Operation(callbackOf(args));
  complete(() => operation.failWith(failure));
  return operation.result;
}

function isPermitted(target: object, method: string): boolean {
  if (permissions.has('ohos.permission.INTERNET') || WITHOUT_PERMISSION.has(method)) return true;
  return WITHOUT_PERMISSION.has(`${identityOf(target).kind}.${method}`);
}

/** Makes the methods of a class subject to the permission and the plan. An empty plan costs one look. */
export function exposeToFaults(socketClass: abstract new (...args: never[]) => object): void {
  const prototype = socketClass.prototype as Record<string, unknown>;
  for (const method of Object.getOwnPropertyNames(prototype)) {
    const original = Object.getOwnPropertyDescriptor(prototype, method)?.value as unknown;
    if (UNHARMED.has(method) || typeof original !== 'function') continue;
    const call = original as Method;
    prototype[method] = function (this: object, ...args: unknown[]): unknown {
      if (!isPermitted(this, method)) return refuse(callbackOf(args), Failure.ofPermission());
      return faults.isEmpty ? Reflect.apply(call, this, args) : callWithFaults(this, method, call, args);
    };
  }
}
