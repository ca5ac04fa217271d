import type { Finding, Severity } from './finding';

const HEADINGS: readonly [Severity, string][] = [
  ['refused', 'DevEco refuses this build'],
  ['does not start', 'DevEco takes this, but the app or a page of it does not start'],
  ['warning', 'Good to know']
];

/** So many places are listed of findings that differ in their place only. */
const MAX_PLACES = 5;

/**
 * The findings as lines to print, the gravest first; findings with the same text stand together, with their places.
 *
 * @returns no line when there is no finding
 */
export function describeFindings(findings: readonly Finding[]): string[] {
  return HEADINGS.flatMap(([severity, heading]) => {
    const groups = groupByText(findings.filter((finding) => finding.severity === severity));
    return groups.length === 0 ? [] : [`${heading}:`, ...groups.flatMap(describeGroup)];
  });
}

/** Whether DevEco would refuse the build, or what it makes of it would not start. */
export function isFaulty(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity !== 'warning');
}

function groupByText(findings: readonly Finding[]): [Finding, ...Finding[]][] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.problem, finding.devEco, finding.mend]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function describeGroup(group: [Finding, ...Finding[]]): string[] {
  const [{ problem, devEco, mend }] = group;
  const others = group.length - MAX_PLACES;
  return [
    ...group.slice(0, MAX_PLACES).map(({ file, line }) => `  ${file}${line === undefined ? '' : `:${line}`}`),
    ...(others > 0 ? [`  and ${others} more`] : []),
    `    ${problem}.`,
    ...(devEco === undefined ? [] : [`    DevEco says: ${devEco}`]),
    `    To mend it: ${mend}.`
  ];
}
