import { describeTemplateBuilds } from './builds.ts';

describeTemplateBuilds('Vite', 'pnpm');
