import { isObject, parseManifest, show } from '../manifest.ts';
import { type Gate, type GateFinding, type Har, textOf } from './gate.ts';

/** The module's description as people write it, and as DevEco packs it. */
const MODULE_FILES = ['src/main/module.json5', 'src/main/module.json'];

const RULES = 'obfuscation.txt';
const RULES_SOURCE = 'consumer-rules.txt';

/** What an app's build reads besides the manifest and the code. */
export const checkModule: Gate = (har) => [...checkModuleFile(har), ...checkRules(har)];

function checkModuleFile(har: Har): GateFinding[] {
  const file = MODULE_FILES.find((name) => har.files.has(name));
  if (file === undefined) {
    const next = 'describe the module: { module: { name, type: "har", deviceTypes } }';
    return [{ file: MODULE_FILES.join(' or '), field: 'content', value: 'missing', next }];
  }
  const module = readModule(textOf(har, file) ?? '');
  if (typeof module === 'string')
    return [{ file, field: 'text', value: module, next: 'make it { module: … } in JSON5' }];
  const { name, type, deviceTypes, pages } = module;
  const demands: [string, unknown, boolean, string][] = [
    ['module.name', name, typeof name === 'string' && name !== '', 'give the module a name'],
    ['module.type', type, type === 'har', 'make it "har"'],
    [
      'module.deviceTypes',
      deviceTypes,
      Array.isArray(deviceTypes) && deviceTypes.length > 0,
      'list the devices'
    ],
    ['module.pages', pages, pages === undefined, 'leave it out: a HAR has no pages']
  ];
  return demands
    .filter(([, , holds]) => !holds)
    .map(([field, value, , next]) => ({ file, field, value: show(value), next }));
}

/** @returns the reason as a text if there is no module in it */
function readModule(text: string): Readonly<Record<string, unknown>> | string {
  try {
    const { module } = parseManifest(text);
    return isObject(module) ? module : 'no module in it';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** An app with obfuscation reads the rules under one of the two names only: that of packed HARs. */
function checkRules(har: Har): GateFinding[] {
  const rules = textOf(har, RULES);
  const finding = (value: string, next: string): GateFinding[] => [
    { file: RULES, field: 'content', value, next }
  ];
  if (rules === undefined || !/^-keep-property-name$/m.test(rules)) {
    const value = rules === undefined ? 'missing' : 'no -keep-property-name';
    return finding(value, 'keep the public property names, or obfuscated apps break the package');
  }
  const source = textOf(har, RULES_SOURCE);
  return source === undefined || source === rules
    ? []
    : finding(`not that of ${RULES_SOURCE}`, `copy ${RULES_SOURCE} into it`);
}
