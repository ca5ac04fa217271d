import type { Answer } from 'dns-packet';
import multicastDns, { type MulticastDNS, type ResponsePacket } from 'multicast-dns';
import type { LocalService, ServiceNetwork, ServiceObserver } from './localServices.ts';

const DOMAIN = '.local';
/** How often a search asks anew, and how long an answer is waited for, in milliseconds. */
const QUERY_INTERVAL_MS = 1000;
const LONGEST_ANSWER_MS = 3000;

/** Services as multicast DNS finds them (RFC 6762, 6763). Only for a network namespace. */
export class MulticastServices implements ServiceNetwork {
  readonly #dns: MulticastDNS = multicastDns({ interface: '0.0.0.0' });

  browse(type: string, observer: ServiceObserver): () => void {
    const domain = type + DOMAIN;
    const present = new Set<string>();
    const hear = (packet: ResponsePacket): void => {
      for (const answer of recordsOf(packet)) {
        if (answer.type !== 'PTR' || answer.name !== domain) continue;
        const name = String(answer.data).slice(0, -domain.length - 1);
        // A goodbye has no time to live.
        if (answer.ttl === 0) {
          if (present.delete(name)) observer.lost(type, name);
        } else if (!present.has(name)) {
          present.add(name);
          observer.found(type, name);
        }
      }
    };
    const ask = (): void => this.#dns.query(domain, 'PTR');
    this.#dns.on('response', hear);
    ask();
    const timer = setInterval(ask, QUERY_INTERVAL_MS);
    return () => {
      clearInterval(timer);
      this.#dns.off('response', hear);
    };
  }

  async resolve(type: string, name: string): Promise<LocalService | undefined> {
    const instance = `${name}.${type}${DOMAIN}`;
    const place = await this.#ask(instance, 'SRV', (each) => (each.type === 'SRV' ? each.data : undefined));
    if (place === undefined) return undefined;
    const address = await this.#ask(place.target, 'A', (each) => (each.type === 'A' ? each.data : undefined));
    return address === undefined ? undefined : { type, name, address, port: place.port };
  }

  close(): void {
    this.#dns.destroy();
  }

  #ask<T>(name: string, type: 'SRV' | 'A', take: (answer: Answer) => T | undefined): Promise<T | undefined> {
    return new Promise((resolve) => {
      const end = (value: T | undefined): void => {
        clearTimeout(timer);
        this.#dns.off('response', hear);
        resolve(value);
      };
      const hear = (packet: ResponsePacket): void => {
        for (const answer of recordsOf(packet)) {
          const value = answer.name === name ? take(answer) : undefined;
          if (value !== undefined) {
            end(value);
            return;
          }
        }
      };
      const timer = setTimeout(end, LONGEST_ANSWER_MS, undefined);
      this.#dns.on('response', hear);
      this.#dns.query(name, type);
    });
  }
}

function recordsOf({ answers, additionals }: ResponsePacket): Answer[] {
  return [...(answers ?? []), ...(additionals ?? [])];
}
