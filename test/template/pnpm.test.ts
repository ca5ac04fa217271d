import { describeTemplateBuilds } from './builds.ts';

describeTemplateBuilds('pnpm');
