import { spawnSync } from 'node:child_process';
import { blocks, type DocumentedBlock, placeOf } from '../support/documentation.ts';
import { Programs } from '../support/programs.ts';
import { tcpEcho, udpEcho } from './echo.ts';

/** A program that does something by itself, and whom it sends to. */
interface Runnable {
  block: DocumentedBlock;
  peers: { address: string; port: number; echo: typeof udpEcho }[];
}

const LANGUAGES = ['ets', 'ts', 'tsx', 'js'];
const DESTINATION = /address: '([\d.]+)',\s*port: (\d+)/g;
const ECHOES = { UDP: udpEcho, TCP: tcpEcho };

/** Programs that create a socket and name a peer, and that no other file has to start; each once. */
export function runnablePrograms(): Runnable[] {
  const byText = new Map(blocks.toReversed().map((block) => [block.text, block]));
  return [...byText.values()]
    .filter(({ language, text }) => LANGUAGES.includes(language) && !text.includes('export '))
    .map((block) => ({ block, peers: peersOf(block.text) }))
    .filter(({ peers }) => peers.length > 0);
}

function peersOf(text: string): Runnable['peers'] {
  const echoes = Object.entries(ECHOES).filter(([transport]) => text.includes(`create${transport}Socket(`));
  return [...text.matchAll(DESTINATION)].flatMap(([, address = '', port]) =>
    echoes.map(([, echo]) => ({ address, port: Number(port), echo }))
  );
}

/** Runs a program until something has come to each peer. @returns that */
export async function runProgram({ block, peers }: Runnable): Promise<{ place: string; sent: string[] }> {
  const echoes = await Promise.all(
    peers.map(({ address, port, echo }) => {
      spawnSync('ip', ['address', 'add', `${address}/32`, 'dev', 'lo']);
      return echo(address, port);
    })
  );
  const programs = new Programs([block]);
  await programs.run(block.file);
  programs.remove();
  const sent = await Promise.all(echoes.map(({ received }) => received));
  echoes.forEach(({ close }) => close());
  return { place: placeOf(block), sent };
}
