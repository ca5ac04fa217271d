import { tsImport } from 'tsx/esm/api';

const { eslintConfig } = await tsImport('./tools/lint/eslintConfig.ts', import.meta.url);

export default eslintConfig(import.meta.dirname);
