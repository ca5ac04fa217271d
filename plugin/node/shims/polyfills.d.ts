// npm packages without declarations, as far as the modules beside this file use them.

declare module 'process/browser.js' {
  const process: object;
  export default process;
}

declare module 'os-browserify/browser.js' {
  const os: { platform(): string };
  export default os;
}
