import type { Endpoint } from '../socket/address.ts';
import type { BindFault, ConnectFault, Fault, SocketIdentity } from './fault.ts';
import { faults } from './faultPlan.ts';

function isAboutBind(fault: Fault): fault is BindFault {
  return 'bind' in fault;
}

function isAboutConnect(fault: Fault): fault is ConnectFault {
  return 'connect' in fault;
}

/** How the kernel binds: where, and how many milliseconds late. */
export interface PlannedBind {
  readonly endpoint: Endpoint;
  readonly after: number;
}

/** What the plan makes of a bind. */
export function planBind(identity: SocketIdentity, endpoint: Endpoint): PlannedBind {
  const fault = faults.isEmpty ? undefined : faults.take(identity, isAboutBind)?.bind;
  if (fault === undefined) return { endpoint, after: 0 };
  if ('after' in fault) return { endpoint, after: fault.after };
  return { endpoint: { ...endpoint, port: fault.port }, after: 0 };
}

/** How many milliseconds late the kernel starts to connect (Infinity is never), that nobody listens, or a lost answer. */
export type PlannedConnect = number | 'refused' | 'lost';

/** What the plan makes of a connect. */
export function planConnect(identity: SocketIdentity): PlannedConnect {
  const fault = faults.isEmpty ? undefined : faults.take(identity, isAboutConnect)?.connect;
  if (fault === undefined) return 0;
  if (fault === 'refused' || fault === 'lost') return fault;
  return fault === 'hangs' ? Infinity : fault.after;
}
