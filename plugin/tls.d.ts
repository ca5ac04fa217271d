/** Node's `tls` on HarmonyOS, with the types of `@types/node`; the package's README says what differs. */
import tls from 'node:tls';

export * from 'node:tls';
export default tls;
