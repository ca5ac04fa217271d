import { ESLint } from 'eslint';
import type { Check } from './finding.ts';
import { eslintConfig } from './eslintConfig.ts';

/** ESLint with the rules that need types, over TypeScript and ArkTS alike; warnings count as findings. */
export const checkWithEslint: Check = async (root) => {
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: eslintConfig(root) });
  const results = await eslint.lintFiles(['.']);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message, ruleId }) => ({
      file: filePath,
      line,
      message: ruleId === null ? message : `${message} (${ruleId})`
    }))
  );
};
