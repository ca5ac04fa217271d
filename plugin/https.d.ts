/** Node's `https` on HarmonyOS, with the types of `@types/node`; the package's README says what differs. */
import https from 'node:https';

export * from 'node:https';
export default https;
