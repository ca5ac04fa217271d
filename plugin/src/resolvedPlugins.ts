import type { Plugin, ResolvedConfig } from 'vite' with { 'resolution-mode': 'import' };

/** All plugins of a build: from Vite 6 on those that Taro gives to Rollup are not among Vite's. */
export function resolvedPlugins({ plugins, build }: Readonly<ResolvedConfig>): Plugin[] {
  const ofRollup = [build.rollupOptions.plugins].flat().filter(Boolean) as Plugin[];
  return [...new Set([...plugins, ...ofRollup])];
}
