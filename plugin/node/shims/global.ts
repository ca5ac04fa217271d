/** What Node calls `global`. */
export default globalThis;
