import { Identity } from '../../../test/tls/support/certificates.ts';
import { LOOPBACK } from '../contenders/contender.ts';
import type { ServerIdentity } from '../peer/services.ts';
import type { Open } from './workload.ts';

/** Made when the first workload opens, for this run alone. */
let made: Promise<{ ca: string; identity: ServerIdentity }> | undefined;

async function makeIdentity(): Promise<{ ca: string; identity: ServerIdentity }> {
  const authority = await Identity.authority('Bench');
  const { cert, key } = await authority.issue({ name: 'peer', ip: [LOOPBACK] });
  return { ca: authority.cert, identity: { cert, key } };
}

/** A workload on streams, over TLS. */
export function secure(open: Open): Open {
  return async (contender, peer, onFailure) => {
    made ??= makeIdentity();
    const { ca, identity } = await made;
    return open(
      { ...contender, connectStream: (port, events) => contender.connectSecurely(port, events, ca) },
      { start: (name, options) => peer.start(name, { ...options, identity }) },
      onFailure
    );
  };
}
