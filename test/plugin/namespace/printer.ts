// In a network namespace: node … printer.ts <URL of the bundle> <page>
// The built app finds a printer by multicast DNS and prints; what it and the printer got, as JSON.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import multicastDns from 'multicast-dns';
import { App } from '../../../tools/demo/headless/app.ts';
import { useServiceNetwork } from '../../host/control.ts';
import { MulticastServices } from '../../host/mdns/multicastServices.ts';

const TYPE = '_pdl-datastream._tcp.local';
const INSTANCE = `Office printer.${TYPE}`;
const PRINTER = '192.0.2.20';

const [bundle = '', page = ''] = process.argv.slice(2);
execFileSync('ip', ['address', 'add', `${PRINTER}/32`, 'dev', 'lo']);

let printed = '';
const printer = net.createServer((socket) => {
  socket.on('data', (piece) => {
    printed += piece.toString();
    if (printed.endsWith('\f')) socket.write('printed\n');
  });
});
await once(printer.listen(0, PRINTER), 'listening');
const { port } = printer.address() as AddressInfo;
const responder = multicastDns({ interface: '0.0.0.0' });
responder.on('query', ({ questions }) => {
  for (const { name, type } of questions ?? []) {
    if (name === TYPE && type === 'PTR') responder.respond([{ name, type: 'PTR', ttl: 120, data: INSTANCE }]);
    if (name === INSTANCE && type === 'SRV')
      responder.respond([{ name, type: 'SRV', ttl: 120, data: { port, target: 'printer.local' } }]);
    if (name === 'printer.local' && type === 'A')
      responder.respond([{ name, type: 'A', ttl: 120, data: PRINTER }]);
  }
});
const services = new MulticastServices();
useServiceNetwork(services);

interface Scenarios {
  printOverWifi: (parameters: { document: string }) => Promise<{ port: number }>;
}
const loaded = new Promise<Scenarios>((resolve) => Object.assign(globalThis, { onPageLoaded: resolve }));
const app = await App.launch(bundle);
await app.page(page);
const { printOverWifi } = await loaded;
const result = await printOverWifi({ document: 'a page\f' });
app.leave();
printer.close();
responder.destroy();
services.close();
console.log(JSON.stringify({ printed, result: { ...result, port: result.port === port } }));
