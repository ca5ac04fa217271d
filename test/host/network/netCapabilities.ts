import type { Network } from './networks.ts';

/** `NetCapabilities` of `@ohos.net.connection`. */
export interface NetCapabilities {
  readonly linkUpBandwidthKbps: number;
  readonly linkDownBandwidthKbps: number;
  readonly networkCap: readonly number[];
  readonly bearerTypes: readonly number[];
}

export function toNetCapabilities(network: Network): NetCapabilities {
  return {
    linkUpBandwidthKbps: 0,
    linkDownBandwidthKbps: 0,
    networkCap: [...network.capabilities],
    bearerTypes: [network.bearer]
  };
}
