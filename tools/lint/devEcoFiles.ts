// Types of the DevEco files that @arkts/types does not have, as far as this project uses them.

/** hvigor/hvigor-config.json5 */
export interface HvigorConfig {
  modelVersion: string;
  dependencies: Record<string, string>;
}

/** AppScope/app.json5 */
export interface AppConfig {
  app: {
    bundleName: string;
    vendor: string;
    versionCode: number;
    versionName: string;
    icon: string;
    label: string;
  };
}

/** code-linter.json5 */
export interface CodeLinterConfig {
  files: string[];
  ignore: string[];
  ruleSet: string[];
  rules: Record<string, string>;
}

/** resources/base/profile/main_pages.json */
export interface PagesProfile {
  src: string[];
}
