import querystring from 'querystring-es3/index.js';

/** Takes the place of the package `qs` in the polyfill of `url`: Node reads and writes the queries of URLs by `querystring`. */
export default {
  parse: querystring.parse,
  stringify: (query: object): string => querystring.stringify(query)
};
