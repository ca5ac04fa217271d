import { inform, PREFIX, reasonOf, warn } from '../message';
import { checkProject } from './checkProject';
import { describeFindings } from './describeFindings';

/** The check at the end of a build; in watch mode it speaks only when it has something else to say than before. */
export class BuildCheck {
  private readonly project: string;
  private readonly module: string;
  private said = '';

  /**
   * @param project the DevEco project that the build is written into
   * @param module the module's folder from there
   */
  constructor(project: string, module: string) {
    this.project = project;
    this.module = module;
  }

  run(): void {
    const said = this.describe();
    if (said === this.said) return;
    this.said = said;
    if (said === '') inform('the check has nothing left to say');
    else warn(said);
  }

  private describe(): string {
    try {
      const lines = describeFindings(checkProject(this.project, { module: this.module }));
      if (lines.length === 0) return '';
      return [`the check of this build (npx taro-harmony-socket check ${this.project}) says`, ...lines].join(
        '\n'
      );
    } catch (error) {
      return reasonOf(error).replace(`${PREFIX} `, '');
    }
  }
}
