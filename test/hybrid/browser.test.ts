import { after, before, describe } from 'node:test';
import { reasonAgainstBrowser } from '../../tools/hybrid/browser.ts';
import { apiCases } from './api.cases.ts';
import { lifetimeCases } from './lifetime.cases.ts';
import { localNetworkCases } from './localNetwork.cases.ts';
import { shellCases } from './shell.cases.ts';
import { BrowserApp } from './support/browserApp.ts';
import { tcpCases } from './tcp.cases.ts';
import { udpCases } from './udp.cases.ts';
import { webSocketCases } from './webSocket.cases.ts';

describe(
  'a page that Taro built for harmony-hybrid, in Chromium',
  { skip: reasonAgainstBrowser() ?? false },
  () => {
    const app = new BrowserApp();
    before(() => app.start());
    after(() => app.stop());

    apiCases(app);
    for (const way of ['bridge', 'port'] as const) {
      udpCases(app, way);
      tcpCases(app, way);
      lifetimeCases(app, way);
      webSocketCases(app, way);
    }
    localNetworkCases(app);
    shellCases(app);
  }
);
