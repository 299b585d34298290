import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseJsonConfigFileContent, readConfigFile, sys } from 'typescript';
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

const withSources = folders.filter((folder) => existsSync(join(root, folder, 'src')));

test.each(withSources)('%s is built', (folder) => {
  const forBrowsers = existsSync(join(root, folder, 'index.html'));
  expect(manifestOf(folder).scripts?.['build']).toBe(forBrowsers ? 'vite build' : 'tsc -p tsconfig.build.json');
});

test('every TypeScript file is type checked', () => {
  const programs = [join(import.meta.dirname, 'tsconfig.typecheck.json'), join(root, 'packages/console/tsconfig.json')];
  const checked = new Set(programs.flatMap(filesOf).map((file) => relative(root, file)));
  const files = globSync('{apps,packages,infra}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/node_modules', '**/dist'] });
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !checked.has(file))).toEqual([]);
});

function filesOf(config: string): string[] {
  return parseJsonConfigFileContent(readConfigFile(config, sys.readFile).config, sys, dirname(config)).fileNames;
}

test.each(folders)('%s names exact versions, and no app', (folder) => {
  const { name, dependencies, devDependencies } = manifestOf(folder);
  const apps = globSync('apps/*/package.json', { cwd: root }).map((file) => manifestOf(dirname(file)).name);
  for (const [wanted, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(version, `${wanted} of ${name}`).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    expect(apps, `${wanted} of ${name} is an app`).not.toContain(wanted);
  }
});
