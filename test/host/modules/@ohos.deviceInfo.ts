import { release } from '../socket/release.ts';

/** Stands in for `@ohos.deviceInfo` on Node; where the system knows no name it has an empty text. */
const API_LEVELS = { '5.1': 18, '6.1': 23, '7.0': 26 } as const;
const deviceInfo = { marketName: 'Mate Test', productModel: 'TST-AL00', sdkApiVersion: API_LEVELS[release] };

export default deviceInfo;
