// npm run tool -- tools/specs/main.ts: makes the specs a part of the demo app's on-device tests.
import { Command } from 'commander';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { copySpecs } from './copySpecs.ts';

const TARGET = 'entry/src/ohosTest/ets';

new Command('specs').description(`Copies the specs, and their list, into ${TARGET}, for DevEco.`).parse();

const specs = copySpecs(path.join(repositoryRoot, 'test/specs'), path.join(repositoryRoot, TARGET));
console.log(`specs: ${specs.length} spec files and their list are in ${TARGET}`);
