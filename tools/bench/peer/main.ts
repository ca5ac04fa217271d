// The peer process. Ends with the process that started it.
import { type ServiceName, SERVICES } from './services.ts';

process.on('message', ([name, options]: [ServiceName, never]) => {
  void SERVICES[name](options).then((port) => process.send?.(port));
});
process.on('disconnect', () => process.exit());
