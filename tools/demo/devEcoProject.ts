import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MODEL_VERSION = '5.0.2';

/** A ring on a blue square. */
const ICON = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAHIAAAByAgMAAADys23uAAAACVBMVEUAAAAlY+v///8LUJDzAAAAAXRSTlMAQObYZgAAAUhJREFUeNrtl0sSgyAMhnXhEbyPR+hCWHAE7uMRXMApq0VIeP3YYTrTzjQr5dMkYshjGF4iEnkMJJPIJcCxAMXq6VyiYgGvhpenMhVIsVddge6rxhpdkVlneK7SBZh1hiEd63Rt0brLp9M9dAZ0+VIK4LHR/E5aa6r0gDGOqD6p3cpUWSdlqi+6lai8ILPMqFfMVDMaoN1zKomanJJiUk1Uu2XFvSbqVzUzHFHj7WdUBoWa3ApUBWfoKqI72UipJk/pMlD2laTmNjVsTxMq2d7Tk/eo4iGhvQ+3aRR+71Cd0C2hJjoTf4oo2smef9QTGz0xiaO96xzhE4pPN84MOKvgjNTIZjgT4iyKMzDO3o3Mj6sGrjiNaoUrXaNK4gpbqM6/2G98rvvq6Ql7etFGl4s7ZNxd48680dXjiQBPE3gSaUwxeAKqT09PBLaYrxI/yDsAAAAASUVORK5CYII=',
  'base64'
);

/**
 * The smallest project that DevEco Studio opens, as its template "Empty Ability" names things; `taro build --type harmony` writes
 * the code into it, and the plugin points the entry module at that.
 */
const FILES: Record<string, object | string | Buffer> = {
  'oh-package.json5': {
    modelVersion: MODEL_VERSION,
    description: 'The example app, as Taro built it',
    dependencies: {},
    devDependencies: {}
  },
  'build-profile.json5': {
    app: {
      signingConfigs: [],
      products: [
        {
          name: 'default',
          signingConfig: 'default',
          compatibleSdkVersion: '5.0.0(12)',
          runtimeOS: 'HarmonyOS',
          buildOption: { strictMode: { caseSensitiveCheck: true, useNormalizedOHMUrl: true } }
        }
      ],
      buildModeSet: [{ name: 'debug' }, { name: 'release' }]
    },
    modules: [
      { name: 'entry', srcPath: './entry', targets: [{ name: 'default', applyToProducts: ['default'] }] }
    ]
  },
  'hvigorfile.ts': hvigorFile('appTasks'),
  'hvigor/hvigor-config.json5': { modelVersion: MODEL_VERSION, dependencies: {} },
  'AppScope/app.json5': {
    app: {
      bundleName: 'com.example.taroharmonysocket',
      vendor: 'example',
      versionCode: 1,
      versionName: '0.1.0',
      icon: '$media:app_icon',
      label: '$string:app_name'
    }
  },
  'AppScope/resources/base/element/string.json': { string: [{ name: 'app_name', value: 'Sockets' }] },
  'AppScope/resources/base/media/app_icon.png': ICON,
  'entry/oh-package.json5': {
    name: 'entry',
    version: '0.1.0',
    description: 'The example app, as Taro built it',
    main: '',
    author: '',
    license: 'MIT',
    dependencies: {}
  },
  'entry/build-profile.json5': { apiType: 'stageMode', buildOption: {}, targets: [{ name: 'default' }] },
  'entry/hvigorfile.ts': hvigorFile('hapTasks'),
  'entry/src/main/module.json5': {
    module: {
      name: 'entry',
      type: 'entry',
      mainElement: 'EntryAbility',
      deviceTypes: ['phone', 'tablet', '2in1'],
      deliveryWithInstall: true,
      installationFree: false,
      pages: '$profile:main_pages',
      abilities: [
        {
          name: 'EntryAbility',
          srcEntry: './ets/entryability/EntryAbility.ets',
          icon: '$media:app_icon',
          label: '$string:app_name',
          startWindowIcon: '$media:app_icon',
          startWindowBackground: '$color:start_window_background',
          exported: true,
          skills: [{ entities: ['entity.system.home'], actions: ['action.system.home'] }]
        }
      ],
      extensionAbilities: [
        {
          name: 'EntryBackupAbility',
          srcEntry: './ets/entrybackupability/EntryBackupAbility.ets',
          type: 'backup',
          exported: false,
          metadata: [{ name: 'ohos.extension.backup', resource: '$profile:backup_config' }]
        }
      ]
    }
  },
  'entry/src/main/ets/entrybackupability/EntryBackupAbility.ets': `import { BackupExtensionAbility } from '@kit.CoreFileKit';

export default class EntryBackupAbility extends BackupExtensionAbility {}
`,
  'entry/src/main/resources/base/profile/backup_config.json': { allowToBackupRestore: true },
  'entry/src/main/resources/base/profile/main_pages.json': { src: ['pages/Index'] },
  'entry/src/main/resources/base/element/color.json': {
    color: [{ name: 'start_window_background', value: '#FFFFFF' }]
  }
};

/** Lays out the project. Files that exist are kept: DevEco writes signing material into them. */
export function layOutDevEcoProject(folder: string): void {
  for (const [name, content] of Object.entries(FILES)) {
    const file = path.join(folder, name);
    if (existsSync(file)) continue;
    const asIs = typeof content === 'string' || Buffer.isBuffer(content);
    write(file, asIs ? content : json(content));
  }
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function hvigorFile(tasks: 'appTasks' | 'hapTasks'): string {
  return `import { ${tasks} } from '@ohos/hvigor-ohos-plugin';\n\nexport default { system: ${tasks}, plugins: [] };\n`;
}
