import { spawnSync } from 'node:child_process';
import dgram from 'node:dgram';
import { once } from 'node:events';
import { Programs } from '../support/programs.ts';

interface Discovery {
  discoverDevices: (
    broadcastAddress: string,
    port: number,
    onFound: (device: { name: string; port: number }) => void,
    onError: (text: string) => void
  ) => () => void;
}

const DESCRIPTION = 'http://192.168.1.1/description.xml';

/** Lets the guide's app find the guide's device, by both kinds of broadcast, and a device of UPnP. */
export async function runDiscovery(): Promise<string[]> {
  // The limited broadcast takes the default route.
  spawnSync('ip', ['route', 'add', 'default', 'dev', 'lo']);
  const programs = Programs.ofPage('docs/guides/device-discovery.md');
  await programs.run('device.js');
  const { discoverDevices } = await programs.run<Discovery>('discoverDevices.ts');
  const found: string[] = [];
  for (const address of ['255.255.255.255', '127.255.255.255']) {
    await new Promise<void>((resolve) => {
      const stop = discoverDevices(
        address,
        7550,
        ({ name, port }) => {
          found.push(`${name} on ${port} by ${address}`);
          stop();
          resolve();
        },
        (text) => found.push(text)
      );
    });
  }
  found.push(await searchUpnp(programs));
  programs.remove();
  return found;
}

async function searchUpnp(programs: Programs): Promise<string> {
  const device = dgram.createSocket('udp4').bind(1900);
  await once(device, 'listening');
  device.addMembership('239.255.255.250', '127.0.0.1');
  device.on('message', (_search, { port, address }) =>
    device.send(`HTTP/1.1 200 OK\r\nLOCATION: ${DESCRIPTION}\r\n\r\n`, port, address)
  );
  const { searchUpnp } = await programs.run<{
    searchUpnp: (onFound: (location: string) => void) => () => void;
  }>('searchUpnp.ts');
  return new Promise((resolve) => {
    const stop = searchUpnp((location) => {
      stop();
      resolve(location);
    });
  });
}
