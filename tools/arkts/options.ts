import ts from 'ohos-typescript';

/**
 * The options that the SDK's own loader gives to the compiler for an ArkTS module. `strict` is absent there as well:
 * the ArkTS linter brings its own strict checks.
 */
export const arkTsOptions: ts.CompilerOptions = {
  // The presence of `ets` makes the parser read ArkTS. The components are those of test/declarations/arkui.
  ets: {
    render: { method: ['build', 'pageTransition'], decorator: ['LocalBuilder', 'Builder'] },
    components: (
      'Button Column Divider GridCol GridRow Image NavDestination Navigation Progress Row Scroll Text TextArea ' +
      'TextInput Toggle'
    ).split(' '),
    libs: [],
    extend: { decorator: ['Extend', 'AnimatableExtend'], components: [] },
    styles: {
      decorator: 'Styles',
      component: { name: 'Common', type: 'T', instance: 'CommonInstance' },
      property: 'stateStyles'
    },
    concurrent: { decorator: 'Concurrent' },
    customComponent: 'CustomComponent',
    propertyDecorators: [],
    emitDecorators: [],
    syntaxComponents: { paramsUICallback: ['ForEach'], attrUICallback: [] }
  },
  allowSyntheticDefaultImports: true,
  esModuleInterop: true,
  experimentalDecorators: true,
  importsNotUsedAsValues: ts.ImportsNotUsedAsValues.Remove,
  module: ts.ModuleKind.ES2020,
  moduleResolution: ts.ModuleResolutionKind.NodeJs,
  target: ts.ScriptTarget.ES2021,
  lib: ['lib.es2021.d.ts'],
  types: [],
  typeRoots: [],
  alwaysStrict: true,
  noImplicitAny: false,
  skipLibCheck: true,
  packageManagerType: 'ohpm',
  emitNodeModulesFiles: true,
  needDoArkTsLinter: true,
  isCompatibleVersion: false,
  // Otherwise the parser itself rewrites imports of `@kit.*` with tables that only the SDK has.
  noTransformedKitInParser: true
};
