import { describeTemplateBuilds } from './builds.ts';

describeTemplateBuilds('npm');
