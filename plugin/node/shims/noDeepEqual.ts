/** Takes the place of `deepEqual`, of 20 KB, in apps in which nothing names the function. */
export const isDeepStrictEqual = undefined;
