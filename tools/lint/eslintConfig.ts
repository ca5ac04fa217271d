import js from '@eslint/js';
import type { Linter } from 'eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import path from 'node:path';
import tseslint from 'typescript-eslint';
import { withSlashes } from '../../plugin/src/outputPath.ts';
import { arkTsFiles } from '../arkts/sources.ts';
import { GENERATED_FOLDERS } from '../files.ts';
import { etsProgram, isPlainTypeScript, nodePrograms } from './programs.ts';

const TYPESCRIPT = ['**/*.{ts,mts,tsx}'];
const ARKTS = ['**/*.ets'];
const JAVASCRIPT = ['**/*.{js,mjs,cjs}'];

// hvigor's own modules exist in DevEco only, and plugin/types is a package's surface that no program here holds.
const UNTYPED = ['**/hvigorfile.ts', 'plugin/types/**/*.d.ts', 'plugin/*.d.ts'];

/** A file is one noun; one that is longer holds several. */
const LONGEST_FILE = { max: 400, skipBlankLines: true, skipComments: true };

const typedRules: Linter.RulesRecord = {
  eqeqeq: 'error',
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'always' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
};

const nodeRules: Linter.RulesRecord = {
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-floating-promises': [
    'error',
    {
      // node:test keeps the promises of its own tests.
      allowForKnownSafeCalls: [
        { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] }
      ]
    }
  ]
};

const arkTsRules: Linter.RulesRecord = {
  '@typescript-eslint/explicit-function-return-type': ['error', { allowTypedFunctionExpressions: true }],
  // The type checker knows the names that exist in ArkTS; ESLint does not.
  'no-undef': 'off',
  // ArkTS has neither `unknown` nor `object`: `Object` is its name for any value but null.
  '@typescript-eslint/no-wrapper-object-types': 'off',
  '@typescript-eslint/no-base-to-string': 'off',
  // Error numbers come from the system as plain numbers; enums give them their names.
  '@typescript-eslint/no-unsafe-enum-comparison': 'off',
  // ArkTS has no structural typing: `as` turns one interface into another of the same shape.
  '@typescript-eslint/no-unnecessary-type-assertion': 'off'
};

/** One import rule: what the pattern matches must not be imported, and why. */
function forbidImports(regex: string, message: string): Linter.RulesRecord {
  return { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] };
}

/** ESLint's configuration for the project at `root`. The rules with types need programs that know .ets files. */
export function eslintConfig(root: string): Linter.Config[] {
  const pages = arkTsFiles(root).filter((file) => !isPlainTypeScript(file));
  return defineConfig(
    globalIgnores([
      '**/{dist,build,oh_modules}/',
      '.*/',
      '**/fixtures/', // wrong on purpose
      'test/declarations/', // mirrors the SDK, whose types include `any` and `Function`
      ...GENERATED_FOLDERS.map((folder) => `${folder}/`),
      ...pages.map((file) => withSlashes(path.relative(root, file))) // no parser but ArkTS's own reads a `struct`
    ]),
    { linterOptions: { reportUnusedDisableDirectives: 'error' } },
    {
      files: [...TYPESCRIPT, ...ARKTS, ...JAVASCRIPT],
      extends: [js.configs.recommended],
      rules: { 'max-lines': ['error', LONGEST_FILE] }
    },
    {
      files: [...TYPESCRIPT, ...ARKTS],
      extends: [tseslint.configs.recommendedTypeChecked],
      rules: typedRules
    },
    {
      files: TYPESCRIPT,
      ignores: UNTYPED,
      languageOptions: { parserOptions: { programs: nodePrograms(root) } },
      rules: nodeRules
    },
    {
      files: ['test/**/*.ts'],
      rules: {
        // The native module rejects with plain objects, and apps throw anything: tests and stand-ins play both.
        '@typescript-eslint/only-throw-error': 'off',
        '@typescript-eslint/prefer-promise-reject-errors': 'off'
      }
    },
    {
      files: ARKTS,
      languageOptions: { parserOptions: { programs: [etsProgram(root)], extraFileExtensions: ['.ets'] } },
      rules: arkTsRules
    },
    { files: UNTYPED, extends: [tseslint.configs.disableTypeChecked] },
    {
      files: ['library/**/*.ets'],
      ignores: ['library/src/main/ets/system/**'],
      rules: forbidImports('^[^.]', 'Only library/src/main/ets/system/ imports from outside the library.')
    },
    {
      files: ['library/src/main/ets/system/**/*.ets'],
      rules: forbidImports(
        '^(?!\\.|@ohos\\.|libtaro_harmony_socket\\.so$)',
        'The library depends on @ohos modules and its native companion only.'
      )
    },
    {
      files: ['library/Index.ets'],
      rules: {
        'no-restricted-syntax': [
          'error',
          {
            selector: 'Program > :not(ExportNamedDeclaration[source], ExportAllDeclaration)',
            message: 'Index.ets only re-exports.'
          }
        ]
      }
    },
    {
      files: ['plugin/src/**/*.ts'],
      rules: {
        'no-restricted-properties': [
          'error',
          { property: 'parentPath', message: "Node before 20.12 lacks a Dirent's parentPath." }
        ]
      }
    },
    {
      files: JAVASCRIPT,
      languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } }
    },
    {
      files: [
        'plugin/index.js',
        'plugin/command.js',
        'plugin/outside.js',
        'example/babel.config.js',
        'examples/*/babel.config.js'
      ],
      languageOptions: { sourceType: 'commonjs' }
    }
  );
}
