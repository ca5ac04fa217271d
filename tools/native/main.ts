// npm run build:native: compiles the native companion, for this machine or for devices.
import { Argument, Command } from 'commander';

const command = new Command('build:native')
  .description('Compiles the native companion.')
  .addArgument(
    new Argument('[target]', 'this machine, for the tests, or OpenHarmony, for packages')
      .choices(['host', 'ohos'])
      .default('host')
  )
  .parse();
await (command.processedArgs[0] === 'ohos' ? import('./buildOhos.ts') : import('./buildHost.ts'));
