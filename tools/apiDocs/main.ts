// npm run docs: writes docs/api from the docstrings of the library, and llms.txt from the index of the documentation.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { replaceFolder } from '../../plugin/scripts/folderFiles.mts';
import { repositoryRoot } from '../arkts/modules.ts';
import { API_FOLDER, apiPages } from './apiPages.ts';
import { LLMS_FILE, llmsText } from './llmsText.ts';

const pages = await apiPages(repositoryRoot);
replaceFolder(path.join(repositoryRoot, API_FOLDER), pages);
writeFileSync(path.join(repositoryRoot, LLMS_FILE), llmsText(repositoryRoot));
console.log(`${pages.size} pages in ${API_FOLDER}, and ${LLMS_FILE}`);
