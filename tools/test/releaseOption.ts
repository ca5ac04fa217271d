import { Option } from 'commander';

/** `--release`. What runs the stand-ins has to set `OHOS_RELEASE` to it before they are loaded. */
export function releaseOption(): Option {
  return new Option('--release <release>', 'OpenHarmony release that the Node stand-ins play')
    .choices(['5.1', '6.1', '7.0'])
    .default('7.0');
}
