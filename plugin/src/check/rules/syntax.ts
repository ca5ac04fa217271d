import { nameOf } from '../devEcoProject';
import type { Rule } from './rule';

const CHECKED = /(?<!\.d)\.(?:ts|js|mjs)$/;

/** Files that are reached have no syntax that DevEco's byte-code compiler refuses: of some it says neither file nor line. */
export const checkSyntax: Rule = ({ project, files }) =>
  [...files]
    .filter((file) => CHECKED.test(file))
    .flatMap((file) =>
      project.files
        .code(file)
        .refused.map((refused) => ({ severity: 'refused', file: nameOf(project, file), ...refused }))
    );
