import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import dgram from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Peer } from './peer.ts';

const HOST = '127.0.0.1';

/** Milliseconds for a server to start: ends only what hangs, as a busy machine may take long. */
const LIMIT = 300_000;

/** Who may ask `snmpd` by version 3. */
export const SNMP_USER = { name: 'lamp', key: 'secret of the lamp' };

/** How a server of Debian is started: its program, and its arguments for a port and a folder of its own. */
export interface Program {
  name: string;
  /** Debian's name of what has it, where that is another. */
  package?: string;
  /** The user whom it has to run as: some refuse root. */
  user?: string;
  isUdp?: boolean;
  /** A command that succeeds when the server serves, for one that accepts connections before. */
  probe?: (port: number) => string[];
  arguments: (port: number, folder: string) => string[];
}

const PROGRAMS = {
  mosquitto: {
    name: 'mosquitto',
    arguments: (port, folder) => {
      const file = path.join(folder, 'mosquitto.conf');
      writeFileSync(file, `listener ${port} ${HOST}\nallow_anonymous true\npersistence false\n`);
      return ['-c', file];
    }
  },
  nats: { name: 'nats-server', arguments: (port) => ['-a', HOST, '-p', `${port}`] },
  postgres: {
    name: 'postgres',
    package: 'postgresql',
    user: 'postgres',
    probe: (port) => ['pg_isready', '-q', '-h', HOST, '-p', `${port}`],
    arguments: (port, folder) => {
      const data = path.join(folder, 'data');
      const password = path.join(folder, 'password');
      writeFileSync(password, 'secret');
      const initial = ['-D', data, '-U', 'lamp', '-A', 'scram-sha-256', '-N', `--pwfile=${password}`];
      const [program = '', ...parameters] = asUser('postgres', folder, ['initdb', ...initial]);
      execFileSync(program, parameters, { env: environment(), stdio: 'pipe' });
      return [
        '-D',
        data,
        '-p',
        `${port}`,
        '-c',
        `listen_addresses=${HOST}`,
        '-c',
        'unix_socket_directories='
      ];
    }
  },
  'pure-ftpd': {
    name: 'pure-ftpd',
    arguments: (port, folder) => {
      const [home, users, database] = ['home', 'users', 'database'].map((each) => path.join(folder, each));
      execFileSync('install', ['-d', '-o', 'nobody', `${home}`]);
      chmodSync(folder, 0o755);
      const user = [
        'lamp',
        '-u',
        'nobody',
        '-g',
        'nogroup',
        '-d',
        `${home}`,
        '-f',
        `${users}`,
        '-F',
        `${database}`
      ];
      execFileSync('pure-pw', ['useradd', ...user, '-m'], { input: 'secret\nsecret\n', stdio: 'pipe' });
      const login = ['-E', '-u', '1', '-l', `puredb:${database}`];
      return [...login, '-S', `${HOST},${port}`, '-g', path.join(folder, 'pid')];
    }
  },
  redis: {
    name: 'redis-server',
    arguments: (port, folder) => ['--port', `${port}`, '--bind', HOST, '--save', '', '--dir', folder]
  },
  snmpd: {
    name: 'snmpd',
    isUdp: true,
    arguments: (port, folder) => {
      const file = path.join(folder, 'snmpd.conf');
      const { name, key } = SNMP_USER;
      const user = `createUser ${name} SHA "${key}" AES "${key}"\nrouser ${name} priv\n`;
      writeFileSync(file, `rocommunity public ${HOST}\nsysName lamp\npersistentDir ${folder}\n${user}`);
      return ['-f', '-Lo', '-C', '-c', file, '-p', path.join(folder, 'pid'), `udp:${HOST}:${port}`];
    }
  }
} satisfies Record<string, Program>;

export type ServerName = keyof typeof PROGRAMS;

/** How the reason begins for which tests are skipped that need a server. */
export const NEEDS_SERVER = 'needs the server';

/** Why tests with a server have to be left out; undefined when it is installed. */
export function reasonAgainst(server: ServerName): string | undefined {
  const { name, package: owner = name, user }: Program = PROGRAMS[server];
  if (user !== undefined && process.getuid?.() !== 0)
    return `${NEEDS_SERVER} ${name} as the user ${user}, which takes root`;
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { env: environment() });
    return undefined;
  } catch {
    return `${NEEDS_SERVER} ${name}: apt-get install ${owner}`;
  }
}

/** Starts a server on a free port of loopback and waits until it answers. */
export function startServer(server: ServerName): Promise<Peer> {
  return startProgram(PROGRAMS[server]);
}

/** The same for one whose arguments are the caller's. */
export async function startProgram(program: Program): Promise<Peer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  const port = await freePort(program.isUdp === true);
  const parameters = program.arguments(port, folder);
  const call = [program.name, ...parameters];
  const [name = '', ...rest] = program.user === undefined ? call : asUser(program.user, folder, call);
  const child = spawn(name, rest, { env: environment(), stdio: 'ignore' });
  const exited = once(child, 'exit');
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(child, port, program);
  } catch (error) {
    await close();
    throw error;
  }
  return { port, close };
}

/** A call as another user, who gets the folder. */
function asUser(user: string, folder: string, call: readonly string[]): string[] {
  execFileSync('chown', ['-R', user, folder]);
  return ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', ...call];
}

/** Servers lie where only the system's own user looks, PostgreSQL's in a folder of its version. */
function environment(): NodeJS.ProcessEnv {
  const versions = '/usr/lib/postgresql';
  const folders = existsSync(versions) ? readdirSync(versions).map((each) => `${versions}/${each}/bin`) : [];
  return { ...process.env, PATH: [process.env.PATH, '/usr/sbin', ...folders].join(':') };
}

async function freePort(isUdp: boolean): Promise<number> {
  if (isUdp) return freeUdpPort();
  const probe = net.createServer().listen(0, HOST);
  await once(probe, 'listening');
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** A port that was free a moment ago, for what has to be told one. */
export async function freeUdpPort(): Promise<number> {
  const probe = dgram.createSocket('udp4').bind(0, HOST);
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Asks again and again, because a server says nowhere that it has started. */
async function answering(
  child: ChildProcess,
  port: number,
  { isUdp = false, probe }: Program
): Promise<void> {
  for (const end = Date.now() + LIMIT; Date.now() < end; await wait(50)) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`);
    if (!(isUdp ? await isTaken(port) : await accepts(port))) continue;
    if (probe === undefined || succeeds(probe(port))) return;
  }
  throw new Error(`${child.spawnfile} did not start within ${LIMIT} ms`);
}

function succeeds([program = '', ...parameters]: readonly string[]): boolean {
  return spawnSync(program, parameters, { env: environment() }).status === 0;
}

async function accepts(port: number): Promise<boolean> {
  const probe = net.connect(port, HOST);
  try {
    await once(probe, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    probe.destroy();
  }
}

async function isTaken(port: number): Promise<boolean> {
  const probe = dgram.createSocket('udp4').bind(port, HOST);
  try {
    await once(probe, 'listening');
    probe.close();
    return false;
  } catch {
    return true;
  }
}
