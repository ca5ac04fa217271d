import { INTERNET_PERMISSION } from '../../project/permissions';
import { type DevEcoModule, nameOf } from '../devEcoProject';
import type { FoundImport } from '../moduleCode';
import type { Rule } from './rule';

/** An app whose code uses sockets requests the permission for them, in whichever of its modules. */
export const checkPermission: Rule = ({ project, module, imports }) => {
  const user = imports.find(usesSockets);
  if (user === undefined || project.modules.some(requestsInternet)) return [];
  const line = module.module?.line('module', 'requestPermissions');
  return [
    {
      severity: 'warning',
      file: nameOf(project, module.moduleFile),
      ...(line === undefined ? {} : { line }),
      problem: `${nameOf(project, user.importer)} uses sockets, but no module requests ${INTERNET_PERMISSION}: each call will fail with error 201`,
      mend: `add { "name": "${INTERNET_PERMISSION}" } to requestPermissions of its module`
    }
  ];
};

function usesSockets({ specifier, names, isTypeOnly }: FoundImport): boolean {
  if (isTypeOnly) return false;
  return (
    specifier === '@ohos.net.socket' ||
    (specifier === '@kit.NetworkKit' && names.some(({ name }) => name === 'socket'))
  );
}

function requestsInternet({ module }: DevEcoModule): boolean {
  return Array.from({ length: module?.count('module', 'requestPermissions') ?? 0 }).some(
    (_, index) => module?.text('module', 'requestPermissions', index, 'name') === INTERNET_PERMISSION
  );
}
