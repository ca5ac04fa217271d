/** Node's `dgram` on HarmonyOS, with the types of `@types/node`; docs/dgram.md says what differs. */
import dgram from 'node:dgram';

export * from 'node:dgram';
export default dgram;
