/**
 * What the shell `@hybrid/web-container` runs in a page before the page's own scripts, in words of this project: the calls of
 * its object `JSBridge`, which are synchronous, and `MethodChannel`, by which Taro's API calls functions of the app. What
 * the web view does in the shell, the requests to {@link WebContainer} do here.
 */
export const PAGE_SCRIPT = `(() => {
  const page = new URLSearchParams({ page: String(performance.timeOrigin) + Math.random() });

  // A browser makes no synchronous request for a page that is being left; a web view's proxy of the app has no such limit.
  let isLeft = false;
  window.addEventListener('pagehide', () => (isLeft = true), true);
  const post = (body) => {
    if (isLeft) {
      navigator.sendBeacon('/shell/bridge?' + page, body);
      return undefined;
    }
    const request = new XMLHttpRequest();
    request.open('POST', '/shell/bridge?' + page, false);
    request.send(body);
    if (request.status !== 200) throw new Error('the bridge answered with status ' + request.status);
    return request.responseText === '' ? undefined : request.responseText;
  };
  window.JSBridge = { nativeMethod: (type, json) => post(JSON.stringify([type, json])) };
  new EventSource('/shell/scripts?' + page).onmessage = ({ data }) => (0, eval)(JSON.parse(data));

  const listeners = new Map();
  window.Channel = {
    registerJsCall: (type, listener) => listeners.set(type, listener),
    nativeCall: (type, message) => {
      const answer = window.JSBridge.nativeMethod(type, JSON.stringify(message));
      return answer && JSON.parse(answer);
    },
    jsCall: (type, message) => listeners.get(type)?.(message)
  };

  const stubs = new Map();
  const functionsOf = (value) =>
    typeof value === 'object' && value !== null ? Object.keys(value).filter((key) => typeof value[key] === 'function') : [];
  const addStub = (value, autoRelease) => {
    if (typeof value !== 'function' && functionsOf(value).length === 0) return -1;
    stubs.set(stubs.size, { value, autoRelease });
    return stubs.size - 1;
  };
  window.Channel.registerJsCall('MethodChannel', ({ call, args, stubId }) => {
    const stub = stubs.get(stubId);
    if (stub === undefined || stub.isReleased) return;
    stub.isReleased = stub.autoRelease || call === 'complete';
    if (typeof stub.value === 'function') stub.value(...args);
    else stub.value[call](...args);
  });
  window.MethodChannel = {
    jsBridgeMode: ({ isAsync = true, autoRelease = true }) => (target, key, descriptor) => {
      const call = target.constructor.name + '$' + key;
      descriptor.value = (argument = '') =>
        window.Channel.nativeCall('MethodChannel', {
          isAsync,
          call,
          arg: {
            isFun: typeof argument === 'function',
            properties: argument,
            funs: functionsOf(argument),
            stubId: addStub(argument, autoRelease)
          }
        });
    },
    unRegisterArgStub: () => {}
  };

  window.postPort = (message, id) => {
    const { port1, port2 } = new MessageChannel();
    const wire = new WebSocket('ws://' + location.host + '/shell/port?id=' + id);
    wire.binaryType = 'arraybuffer';
    const waiting = [];
    port1.onmessage = ({ data }) => (wire.readyState === WebSocket.OPEN ? wire.send(data) : waiting.push(data));
    wire.onopen = () => waiting.forEach((data) => wire.send(data));
    wire.onmessage = ({ data }) => port1.postMessage(data, typeof data === 'string' ? [] : [data]);
    window.dispatchEvent(new MessageEvent('message', { data: message, ports: [port2] }));
  };
})();`;
