/** Under which a function has its own form that gives a promise: `util.promisify.custom`. */
export const PROMISIFIED: unique symbol = Symbol.for('nodejs.util.promisify.custom');
