import { nameOf } from '../devEcoProject';
import { refusedSyntax } from '../refusedSyntax';
import type { Rule } from './rule';

const CHECKED = /(?<!\.d)\.(?:ts|js|mjs)$/;

/** Files that are reached have no syntax that DevEco's byte-code compiler refuses: it says neither file nor line of most. */
export const checkSyntax: Rule = ({ project, files }) =>
  [...files]
    .filter((file) => CHECKED.test(file))
    .flatMap((file) =>
      refusedSyntax(file, project.files.text(file)).map((refused) => ({
        severity: 'refused' as const,
        file: nameOf(project, file),
        ...refused
      }))
    );
