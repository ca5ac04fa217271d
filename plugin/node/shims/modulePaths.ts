/** An app's modules lie in no folder that they could read. */
export const directory = '/';
export const file = '/app.js';
export default { directory, file };
