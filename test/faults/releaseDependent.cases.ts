// The faults of what differs between the releases: closes, connects that end after a close, the order of events.
import './close.cases.ts';
import './tcpConnect.cases.ts';
import './tcpReceive.cases.ts';
import './udpBind.cases.ts';
