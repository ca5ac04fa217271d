import type { InlineConfig, PluginOption } from 'vite' with { 'resolution-mode': 'import' };
import { HARMONY_PLATFORMS } from './platform';
import type { PlatformHookArguments, TaroContext } from './taroContext';

/** Earlier than the platform's own hook, which starts the build. */
const BEFORE_BUILD = -1;

/**
 * Taro starts Vite while its plugins still change Vite's configuration, one after the other. What comes after Vite has read it is
 * lost: from Vite 6 on, which takes only a few promises to do so, all that the platform adds, if any plugin is in front of it. But
 * for plugins that are promises Vite waits.
 */
export function makeViteWait(ctx: TaroContext): void {
  for (const name of HARMONY_PLATFORMS) ctx.register({ name, stage: BEFORE_BUILD, fn: wait });
}

function wait({ config }: PlatformHookArguments): void {
  const modify = config.modifyViteConfig.bind(config);
  config.modifyViteConfig = (viteConfig, ...more) => {
    const modified: InlineConfig = { ...viteConfig };
    const finished = modify(modified, ...more);
    viteConfig.plugins = [finished.then(() => asPlugins(modified))];
    return finished;
  };
}

/** A configuration as nothing but plugins. */
function asPlugins({ plugins = [], ...rest }: InlineConfig): PluginOption[] {
  return [{ name: 'taro-harmony-socket:modified-config', enforce: 'pre', config: () => rest }, ...plugins];
}
