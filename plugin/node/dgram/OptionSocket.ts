import { EventEmitter } from 'events';
import type { DatagramChannel, DatagramOptions } from 'taro-harmony-socket/library';
import { adoptable } from '../shared/callable.ts';
import { missingArgs } from '../shared/errors.ts';
import { reasonFor } from '../shared/reasonFor.ts';
import { errnoOf } from '../shared/systemErrors.ts';
import { errnoException, type SystemException } from '../shared/systemException.ts';
import { validateNumber, validateString } from '../shared/validators.ts';
import { badBufferSize, bufferSizeFailure } from './dgramErrors.ts';
import { type Membership, Memberships } from './memberships.ts';

const LARGEST_BUFFER = 0x7fffffff;

/** A failed call on the socket, in Node's form. */
export function failedCall(errno: number, syscall: string): SystemException {
  return errnoException(errno, syscall, reasonFor(errno));
}

/** As Node, which takes the text of anything. */
function textOf(value: unknown): string {
  return `${value as string}`;
}

function textOrNothing(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : textOf(value);
}

/** The part of a socket that sets options. */
export abstract class OptionSocket extends adoptable(EventEmitter) {
  protected readonly memberships = new Memberships();
  protected abstract readonly channel: DatagramChannel;

  /** @throws ERR_SOCKET_DGRAM_NOT_RUNNING after `close` */
  protected abstract requireRunning(): void;

  setBroadcast(flag: boolean): void {
    this.#apply('setBroadcast', (options) => options.setBroadcast(Boolean(flag)));
  }

  setTTL(ttl: number): number {
    validateNumber(ttl, 'ttl');
    this.#apply('setTTL', (options) => options.setTtl(ttl | 0));
    return ttl;
  }

  setMulticastTTL(ttl: number): number {
    validateNumber(ttl, 'ttl');
    this.#apply('setMulticastTTL', (options) => options.setMulticastTtl(ttl | 0));
    return ttl;
  }

  setMulticastLoopback(flag: boolean): boolean {
    this.#apply('setMulticastLoopback', (options) => options.setMulticastLoopback(Boolean(flag)));
    return flag;
  }

  setMulticastInterface(interfaceAddress: string): void {
    this.requireRunning();
    validateString(interfaceAddress, 'interfaceAddress');
    this.#apply('setMulticastInterface', (options) => options.setMulticastInterface(interfaceAddress));
  }

  addMembership(multicastAddress: string, interfaceAddress?: string): void {
    this.#change('addMembership', this.#groupOf(multicastAddress, interfaceAddress));
  }

  dropMembership(multicastAddress: string, interfaceAddress?: string): void {
    this.#change('dropMembership', this.#groupOf(multicastAddress, interfaceAddress));
  }

  addSourceSpecificMembership(sourceAddress: string, groupAddress: string, interfaceAddress?: string): void {
    const membership = this.#sourceOf(sourceAddress, groupAddress, interfaceAddress);
    this.#change('addSourceSpecificMembership', membership);
  }

  dropSourceSpecificMembership(sourceAddress: string, groupAddress: string, interfaceAddress?: string): void {
    const membership = this.#sourceOf(sourceAddress, groupAddress, interfaceAddress);
    this.#change('dropSourceSpecificMembership', membership);
  }

  setRecvBufferSize(size: number): void {
    this.#bufferSize('uv_recv_buffer_size', size);
  }

  setSendBufferSize(size: number): void {
    this.#bufferSize('uv_send_buffer_size', size);
  }

  getRecvBufferSize(): number {
    return this.#bufferSize('uv_recv_buffer_size', 0);
  }

  getSendBufferSize(): number {
    return this.#bufferSize('uv_send_buffer_size', 0);
  }

  #apply(syscall: string, set: (options: DatagramOptions) => number): void {
    this.requireRunning();
    const { options } = this.channel;
    const errno = options === undefined ? errnoOf('EBADF') : set(options);
    if (errno !== 0) throw failedCall(errno, syscall);
  }

  #groupOf(group: unknown, networkInterface: unknown): Membership {
    this.requireRunning();
    if (!group) throw missingArgs('multicastAddress');
    return { group: textOf(group), networkInterface: textOrNothing(networkInterface), source: undefined };
  }

  #sourceOf(source: unknown, group: unknown, networkInterface: unknown): Membership {
    this.requireRunning();
    validateString(source, 'sourceAddress');
    validateString(group, 'groupAddress');
    return { group, networkInterface: textOrNothing(networkInterface), source };
  }

  #change(syscall: string, membership: Membership): void {
    const { options } = this.channel;
    const errno = syscall.startsWith('add')
      ? this.memberships.join(options, syscall, membership)
      : this.memberships.leave(options, membership);
    if (errno !== 0) throw failedCall(errno, syscall);
  }

  /** As Node: 0 asks for the present size. */
  #bufferSize(syscall: 'uv_recv_buffer_size' | 'uv_send_buffer_size', size: number): number {
    if (size >>> 0 !== size) throw badBufferSize();
    this.requireRunning();
    const { options } = this.channel;
    const isReceive = syscall === 'uv_recv_buffer_size';
    let result = -errnoOf('EBADF');
    if (options !== undefined && size > LARGEST_BUFFER) result = -errnoOf('EINVAL');
    else if (options !== undefined && size === 0) {
      result = isReceive ? options.receiveBufferSize : options.sendBufferSize;
    } else if (options !== undefined) {
      result = -(isReceive ? options.setReceiveBufferSize(size) : options.setSendBufferSize(size));
    }
    if (result < 0) throw bufferSizeFailure(-result, syscall, reasonFor(-result));
    return result;
  }
}
