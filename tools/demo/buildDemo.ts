import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { EXAMPLE, buildApp, buildPlugin } from './build.ts';
import { layOutDevEcoProject } from './devEcoProject.ts';
import { bundleOutput } from './headless/bundle.ts';
import type { Print } from './print.ts';

export interface Built {
  /** The DevEco project. */
  project: string;
  /** URL of the build's output as one module for Node. */
  bundle: string;
}

/**
 * Builds the example app into a DevEco project and packs the output for Node.
 *
 * @param out the folder to write both into, as `harmony/` and `headless/`
 */
export async function buildDemo(out: string, print: Print): Promise<Built> {
  const project = path.resolve(out, 'harmony');
  const bundle = path.resolve(out, 'headless/app.mjs');
  await buildPlugin(print);
  print(`Building the example for Harmony into ${project}`);
  layOutDevEcoProject(project);
  const output = await buildApp(EXAMPLE, project, print);
  await bundleOutput(output, bundle, ['pages/udp/index', 'pages/tcp/index']);
  return { project, bundle: pathToFileURL(bundle).href };
}
