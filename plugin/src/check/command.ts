import { parseArgs } from 'node:util';
import { PREFIX, reasonOf } from '../message';
import { checkProject } from './checkProject';
import { describeFindings, isFaulty } from './describeFindings';

const USAGE = `Usage: taro-harmony-socket check [project] [--module <name>]

Looks in a DevEco project that Taro has built into for what DevEco would refuse, and for what would not start.

  project          the folder with build-profile.json5 (harmony.projectPath in Taro's config); default: this folder
  --module <name>  only this module (harmony.hapName); default: all modules

Exit code: 0 when DevEco takes the build and it starts, as far as can be told; 1 otherwise; 2 when nothing could be checked.`;

/**
 * The command `taro-harmony-socket`.
 *
 * @param parameters what follows the command's name
 * @returns the exit code
 */
export function runCommand(parameters: string[]): number {
  try {
    const { values, positionals } = parseArgs({
      args: parameters,
      allowPositionals: true,
      options: { module: { type: 'string' }, help: { type: 'boolean', short: 'h' } }
    });
    if (values.help === true) {
      console.log(USAGE);
      return 0;
    }
    const [name, project = '.', ...rest] = positionals;
    if (name !== 'check' || rest.length > 0) {
      console.error(USAGE);
      return 2;
    }
    return check(project, values.module);
  } catch (error) {
    console.error(reasonOf(error));
    return 2;
  }
}

function check(project: string, module: string | undefined): number {
  console.log(`${PREFIX} checking ${project}`);
  const findings = checkProject(project, module === undefined ? {} : { module });
  for (const line of describeFindings(findings)) console.log(line);
  if (isFaulty(findings)) return 1;
  console.log(`${PREFIX} nothing found that DevEco would refuse`);
  return 0;
}
