// npm run tool -- tools/specs/main.ts: makes the specs a part of the demo app's on-device tests.
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { copySpecs } from './copySpecs.ts';

const TARGET = 'entry/src/ohosTest/ets';

const specs = copySpecs(path.join(repositoryRoot, 'test/specs'), path.join(repositoryRoot, TARGET));
console.log(`specs:copy: ${specs.length} spec files and their list are in ${TARGET}`);
