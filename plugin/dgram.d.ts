/** Node's `dgram` on HarmonyOS, with the types of `@types/node`; the package's README says what differs. */
import dgram from 'node:dgram';

export * from 'node:dgram';
export default dgram;
