import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { FixtureApp } from './fixtureApp.ts';
import { keepSwcCache, takeSwcCache } from './swcCache.ts';

const TARO = createRequire(import.meta.url).resolve('@tarojs/cli/bin/taro');

/** To end a hang: no build of the fixture takes nearly as long, even on a busy machine. */
const TIME_LIMIT = 20 * 60_000;

/** `taro build` as a process of its own, as users run it. */
export class TaroCommand {
  /** All that the command has written so far. */
  output = '';
  private readonly app: FixtureApp;
  private readonly process: ChildProcess;
  private readonly exited: Promise<unknown>;
  private readonly watchers = new Set<() => void>();

  constructor(app: FixtureApp, args: string[]) {
    this.app = app;
    takeSwcCache(app.folder);
    this.process = spawn(process.execPath, [TARO, 'build', ...args], {
      cwd: app.folder,
      // What the test runner sets would change how Taro behaves.
      env: { ...process.env, NO_COLOR: '1', NODE_ENV: undefined, NODE_TEST_CONTEXT: undefined },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    this.process.stdout?.on('data', (chunk: Buffer) => this.add(chunk));
    this.process.stderr?.on('data', (chunk: Buffer) => this.add(chunk));
    this.exited = once(this.process, 'close');
  }

  /** Waits for the end of the command. @returns its exit code */
  async end(): Promise<number | null> {
    await this.limited(this.exited, 'did not end');
    keepSwcCache(this.app.folder);
    return this.process.exitCode;
  }

  /** Waits until the pattern has matched the output `times` times. */
  async prints(pattern: RegExp, times = 1): Promise<void> {
    const printed = new Promise<void>((resolve, reject) => {
      const check = (): void => {
        if (this.output.split(pattern).length > times) resolve();
      };
      this.watchers.add(check);
      void this.exited.then(() =>
        reject(new Error(`taro ended without printing ${pattern.source}:\n${this.output}`))
      );
      check();
    });
    await this.limited(printed, `did not print ${pattern.source}`);
  }

  /** Ends a command that watches. */
  async stop(): Promise<void> {
    this.process.kill();
    await this.exited;
  }

  private add(chunk: Buffer): void {
    this.output += chunk.toString();
    for (const check of this.watchers) check();
  }

  private async limited(wait: Promise<unknown>, complaint: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`taro ${complaint}:\n${this.output}`)), TIME_LIMIT);
    });
    try {
      await Promise.race([wait, limit]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What the plugin's check says at the end of a build that DevEco would refuse, or that would not start. */
export const FAULTY = /^DevEco (?:refuses this build|takes this, but)/m;

/**
 * Runs one build to its end.
 *
 * @param isTaken whether DevEco has to take what is built: the plugin's check finds no fault
 * @param more what else the command is told
 * @throws with the command's output if it fails
 */
export async function build(
  app: FixtureApp,
  platform: string,
  isTaken = platform.startsWith('harmony'),
  more: string[] = []
): Promise<string> {
  const command = new TaroCommand(app, ['--type', platform, ...more]);
  const exitCode = await command.end();
  if (exitCode !== 0)
    throw new Error(`taro build --type ${platform} ended with ${exitCode}:\n${command.output}`);
  if (isTaken) assert.doesNotMatch(command.output, FAULTY);
  return command.output;
}
