// The process in which the built app runs: node --import tsx appProcess.ts <URL of the bundle> <page>
// Its page hands over the scenarios; the parent starts them by messages and talks with them.
import '../../../tools/demo/headless/engine.ts';
import { once } from 'node:events';
import { App } from '../../../tools/demo/headless/app.ts';
import type { FromApp, Scenario, ToApp } from './messages.ts';

type Scenarios = Record<string, Scenario>;

function send(message: FromApp): void {
  process.send?.(message);
}

async function run(scenario: Scenario, parameters: object): Promise<void> {
  const hear = async (wanted: string): Promise<void> => {
    for (;;) {
      const [message] = (await once(process, 'message')) as [ToApp];
      if (message.kind === 'tell' && message.text === wanted) return;
    }
  };
  try {
    const result = await scenario(parameters, { tell: (told) => send({ kind: 'told', told }), hear });
    send({ kind: 'result', result });
  } catch (error) {
    send({ kind: 'failure', text: error instanceof Error ? String(error.stack) : JSON.stringify(error) });
  }
}

/** What the next page hands over. */
function nextLoaded(): Promise<Scenarios> {
  return new Promise((resolve) => Object.assign(globalThis, { onPageLoaded: resolve }));
}

const [bundle = '', page = ''] = process.argv.slice(2);
const first = nextLoaded();
const app = await App.launch(bundle);
let scenarios = await first;
if (app.shown !== page) {
  const next = nextLoaded();
  app.show(page);
  scenarios = await next;
}
await app.page(page);
process.on('message', (message: ToApp) => {
  if (message.kind === 'end') {
    app.leave();
    process.disconnect();
  } else if (message.kind === 'start') {
    const scenario = scenarios[message.scenario];
    if (scenario === undefined) throw new Error(`the app has no scenario ${message.scenario}`);
    void run(scenario, message.parameters);
  }
});
send({ kind: 'ready' });
