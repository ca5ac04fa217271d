import { createTCPSocket, createUDPSocket } from '../../../library/Index.ets';

/** What the documentation's programs use of Taro, as a Harmony build has it. */
export default { createTCPSocket, createUDPSocket };
