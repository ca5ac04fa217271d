import { describeTemplateBuilds } from './builds.ts';

describeTemplateBuilds('Webpack5', 'npm');
