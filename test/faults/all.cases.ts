// The library under each fault of the host's plan, on the release that the process plays.
import './network.cases.ts';
import './releaseDependent.cases.ts';
import './tcpSend.cases.ts';
import './udpReceive.cases.ts';
import './udpSend.cases.ts';
