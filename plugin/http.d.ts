/** Node's `http` on HarmonyOS, with the types of `@types/node`; the package's README says what differs. */
import http from 'node:http';

export * from 'node:http';
export default http;
