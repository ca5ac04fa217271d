// The peer process: plain Node sockets that talk to whatever is measured. Ends with the process that started it.
import { startUdpEcho, startUdpSink, startUdpSource } from './datagramServices.ts';
import type { PeerAnswer, PeerRequest, ServiceRequest } from './services.ts';
import { startTcpAccept, startTcpEcho, startTcpSink, startTcpSource } from './streamServices.ts';

function start(request: ServiceRequest): Promise<number> {
  switch (request.service) {
    case 'udpSink':
      return startUdpSink(request);
    case 'udpSource':
      return startUdpSource(request);
    case 'udpEcho':
      return startUdpEcho();
    case 'tcpSink':
      return startTcpSink(request);
    case 'tcpSource':
      return startTcpSource(request);
    case 'tcpEcho':
      return startTcpEcho(request);
    case 'tcpAccept':
      return startTcpAccept(request);
  }
}

process.on('message', (message) => {
  const { id, request } = message as PeerRequest;
  void start(request).then((port) => process.send?.({ id, port } satisfies PeerAnswer));
});
process.on('disconnect', () => process.exit());
