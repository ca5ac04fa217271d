/** Node's `net` on HarmonyOS, with the types of `@types/node`; the package's README says what differs. */
import net from 'node:net';

export * from 'node:net';
export default net;
