// npm run api-docs: writes docs/api from the docstrings of the library.
import path from 'node:path';
import { replaceFolder } from '../../plugin/scripts/folderFiles.mts';
import { repositoryRoot } from '../arkts/modules.ts';
import { API_FOLDER, apiPages } from './apiPages.ts';

const pages = await apiPages(repositoryRoot);
replaceFolder(path.join(repositoryRoot, API_FOLDER), pages);
console.log(`${pages.size} pages in ${API_FOLDER}`);
