import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

interface Manifest {
  name: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const root = resolve(import.meta.dirname, '../..');
const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { workspaces: string[] };
const folders = workspaces
  .flatMap((pattern) => globSync(join(pattern, 'package.json'), { cwd: root }))
  .map(dirname)
  .sort();
const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

test.each(folders)('%s is type checked, and built where it has sources', (folder) => {
  const { scripts = {} } = manifestOf(folder);
  expect(scripts['typecheck']).toBe('tsc -p tsconfig.json');
  if (existsSync(join(root, folder, 'src'))) expect(scripts['build']).toBe('tsc -p tsconfig.build.json');
});

test.each(folders)('%s names exact versions, and no app', (folder) => {
  const { name, dependencies, devDependencies } = manifestOf(folder);
  const apps = globSync('apps/*/package.json', { cwd: root }).map((file) => manifestOf(dirname(file)).name);
  for (const [wanted, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(version, `${wanted} of ${name}`).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    expect(apps, `${wanted} of ${name} is an app`).not.toContain(wanted);
  }
});
