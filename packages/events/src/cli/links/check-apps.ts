import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sameServices } from './same-services.js';

/** The folders of `apps` are the services of the links. */
export function appDifferences(root: string): string[] {
  const folders = readdirSync(join(root, 'apps'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return sameServices(
    folders.map(({ name }) => name),
    'apps/',
  );
}
