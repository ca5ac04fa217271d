// npm run har:check -- FILES: verifies HARs against what ohpm asks for when a package is published.
import { Command } from 'commander';
import { reportGates } from './reportGates.ts';

const command = new Command('har:check')
  .description(
    "Verifies .har files against the gates of ohpm publish and of the central repository's review."
  )
  .argument('<files...>', 'packages, such as dist/taro-harmony-socket-0.1.0.har')
  .parse();

for (const file of command.args) {
  if (!(await reportGates(file))) process.exitCode = 1;
}
