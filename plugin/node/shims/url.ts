import CompleteUrl from 'core-js-pure/actual/url/index.js';
import CompleteUrlSearchParams from 'core-js-pure/actual/url-search-params/index.js';
import polyfill from 'url/url.js';
import { invalidArgType, withCode } from '../shared/errors.ts';

/** What `http.request` takes: the parts of a URL by the names of its options. */
export interface UrlOptions {
  protocol: string;
  hostname: string;
  hash: string;
  search: string;
  pathname: string;
  path: string;
  href: string;
  port?: number;
  auth?: string;
}

export function urlToHttpOptions(url: URL): UrlOptions {
  const { protocol, hostname, hash, search, pathname, href, port, username, password } = url;
  return {
    // What an app has put on it counts, too.
    ...(url as object),
    protocol,
    hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    hash,
    search,
    pathname,
    path: `${pathname}${search}`,
    href,
    ...(port === '' ? {} : { port: Number(port) }),
    ...(username || password
      ? { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }
      : {})
  };
}

/** Of a path with slashes: HarmonyOS has no others. */
function pathToFileURL(path: string): URL {
  return new CompleteUrl(encodeURI(path).replace(/[?#]/g, encodeURIComponent), 'file:///');
}

function fileURLToPath(given: string | URL): string {
  const url = typeof given === 'string' ? new CompleteUrl(given) : given;
  if (typeof (url as Partial<URL> | null)?.pathname !== 'string') {
    throw invalidArgType('path', ['string', 'URL'], given);
  }
  if (url.protocol !== 'file:') {
    throw withCode(new TypeError('The URL must be of scheme file'), 'ERR_INVALID_URL_SCHEME');
  }
  return decodeURIComponent(url.pathname);
}

/** The ASCII form of a host's name; empty if it can be none. */
function domainToASCII(domain: string): string {
  try {
    return new CompleteUrl(`http://${domain}`).hostname;
  } catch {
    return '';
  }
}

const { format, parse, resolve, resolveObject, Url } = polyfill;

export {
  domainToASCII,
  // The ASCII form is a valid name as well.
  domainToASCII as domainToUnicode,
  fileURLToPath,
  format,
  parse,
  pathToFileURL,
  resolve,
  resolveObject,
  CompleteUrl as URL,
  Url,
  CompleteUrlSearchParams as URLSearchParams
};

/** The polyfill has Node's older functions, `core-js` the standard's classes: the runtime's own where it has good ones. */
export default Object.assign({}, polyfill, {
  domainToASCII,
  domainToUnicode: domainToASCII,
  fileURLToPath,
  pathToFileURL,
  URL: CompleteUrl,
  URLSearchParams: CompleteUrlSearchParams,
  urlToHttpOptions
});
