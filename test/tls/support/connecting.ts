import { secureChannel } from '../../../library/src/main/ets/channel/secure/secureChannel.ets';
import { secureSettings } from '../../../library/src/main/ets/channel/secure/secureSettings.ets';
import type { TLSOption } from '../../../library/src/main/ets/channel/secure/TLSOption.ets';
import type { StreamChannel } from '../../../library/src/main/ets/channel/StreamChannel.ets';
import { SecureSession } from '../../../library/src/main/ets/system/SecureSession.ets';
import { LOOPBACK } from './servers.ts';

export { closed } from '../../library/support/streams.ts';

/** What came of an attempt to connect. */
export interface Attempt {
  readonly channel: StreamChannel;
  readonly session: SecureSession;
  /** 0 or Linux's number. */
  readonly errno: number;
}

/** Connects to a port of the loopback as to this host. */
export async function connectSecurely(
  port: number,
  option: TLSOption,
  host = LOOPBACK,
  timeoutMs = 5000
): Promise<Attempt> {
  const session = new SecureSession(secureSettings(option), host);
  const channel = secureChannel(4, session);
  const errno = await new Promise<number>((resolve) =>
    channel.connect({ address: LOOPBACK, port }, timeoutMs, resolve)
  );
  return { channel, session, errno };
}
