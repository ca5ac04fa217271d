import type { Outcome } from './question.ts';

/**
 * Takes the place of `askServers` in apps in which nothing names a server, so that no socket comes with a look-up of names:
 * `setServers` stands nowhere in their code, and a question is never asked.
 */
export function askServers(): Promise<Outcome> {
  return Promise.resolve({ failure: 'ENOTINITIALIZED', answers: [] });
}
