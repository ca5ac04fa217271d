// In a network namespace: finds a service by multicast DNS, and tells what was heard as JSON.
import multicastDns from 'multicast-dns';
import {
  onLocalServiceDiscoveryStop,
  onLocalServiceFound,
  onLocalServiceLost,
  startLocalServiceDiscovery,
  stopLocalServiceDiscovery
} from '../../../library/Index.ets';
import { useServiceNetwork } from '../../host/control.ts';
import { MulticastServices } from '../../host/mdns/multicastServices.ts';

const TYPE = '_ipp._tcp';
const INSTANCE = `Office printer.${TYPE}.local`;

const heard: string[] = [];
const services = new MulticastServices();
useServiceNetwork(services);
const responder = multicastDns({ interface: '0.0.0.0' });
const announce = (ttl: number): void =>
  responder.respond([{ name: `${TYPE}.local`, type: 'PTR', ttl, data: INSTANCE }]);
responder.on('query', ({ questions }) => {
  for (const { name, type } of questions ?? []) {
    if (name === `${TYPE}.local` && type === 'PTR') announce(120);
    if (name === INSTANCE && type === 'SRV')
      responder.respond([{ name, type: 'SRV', ttl: 120, data: { port: 631, target: 'printer.local' } }]);
    if (name === 'printer.local' && type === 'A')
      responder.respond([{ name, type: 'A', ttl: 120, data: '192.0.2.20' }]);
  }
});

await startLocalServiceDiscovery({ serviceType: TYPE });
await new Promise<void>((resolve) => {
  onLocalServiceFound(({ serviceName, ip, port }) => {
    heard.push(`found ${serviceName} ${ip} ${port}`);
    resolve();
  });
});
await new Promise<void>((resolve) => {
  onLocalServiceLost(({ serviceName }) => {
    heard.push(`lost ${serviceName}`);
    resolve();
  });
  announce(0);
});
onLocalServiceDiscoveryStop(() => heard.push('stop'));
await stopLocalServiceDiscovery();
responder.destroy();
services.close();
console.log(JSON.stringify(heard));
