import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterEach, beforeEach, expect, test } from 'vitest';
import boundaries from './boundaries.config.mjs';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'crm-boundaries-')));
});
afterEach(() => rmSync(root, { recursive: true }));

/** `type ./x.js` imports nothing but a type. */
const statement = (to: string): string =>
  to.startsWith('type ') ? `import type { x } from '${to.slice(5)}';` : `import '${to}';`;

/** Names of the rules that files with these imports break. */
async function broken(files: Readonly<Record<string, readonly string[]>>): Promise<string[]> {
  const all = Object.entries(files).flatMap(([file, imports]) => [
    file,
    ...imports.map((to) => join(dirname(file), to.replace('type ', ''))),
  ]);
  for (const file of all.map((name) => name.replace(/\.js$/, '.ts'))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    const imports = files[file] ?? [];
    writeFileSync(join(root, file), `${imports.map(statement).join('\n')}\nexport const x = 1;\n`);
  }
  const { tsConfig: _, ...options } = boundaries.options ?? {};
  const { output } = await cruise(['.'], {
    ...options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: boundaries.forbidden ?? [] },
  });
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name);
}

test.each<[string, Record<string, string[]>]>([
  ['no-app-imports-another-app', { 'apps/a/src/x.ts': ['../../b/src/y.js'] }],
  ['packages-and-the-runner-never-import-an-app', { 'infra/local/src/x.ts': ['../../../apps/b/src/y.js'] }],
  ['events-stands-on-platform-alone', { 'packages/events/src/x.ts': ['../../../infra/local/src/y.js'] }],
  ['platform-stands-on-nothing-of-ours', { 'packages/platform/src/x.ts': ['../../events/src/y.js'] }],
  ['bounces-stands-on-nothing-of-ours', { 'packages/bounces/src/x.ts': ['../../platform/src/y.js'] }],
  ['apps-stand-on-events-platform-and-bounces-alone', { 'apps/a/src/x.ts': ['../../../packages/bench/src/y.js'] }],
  ['only-specs-import-testing', { 'packages/bench/src/x.ts': ['../../testing/src/y.js'] }],
  [
    'scenarios-import-contracts-and-nothing-else-of-ours',
    { 'packages/scenarios/scenarios/x.scenario.ts': ['../../platform/src/y.js'] },
  ],
  ['the-console-knows-the-api-alone', { 'packages/console/src/x.ts': ['../../events/src/y.js'] }],
  ['what-runs-imports-no-spec', { 'apps/a/src/x.ts': ['../test/y.js'] }],
  ['no-cycles', { 'apps/a/src/x.ts': ['./y.js'], 'apps/a/src/y.ts': ['./x.js'] }],
  ['what-is-imported-exists', { 'apps/a/src/x.ts': ['no-such-package'] }],
])('%s', async (rule, files) => {
  expect(await broken(files)).toContain(rule);
});

test('what may be imported is not reported', async () => {
  const allowed = {
    'apps/a/src/x.ts': ['./y.js', '../../../packages/events/src/e.js', '../../../packages/platform/src/p.js'],
    'apps/a/src/x.spec.ts': ['./x.js', '../../../packages/testing/src/t.js'],
    'packages/events/src/e.ts': ['../../platform/src/p.js'],
    'packages/testing/src/t.ts': ['../../events/src/e.js', '../../../infra/local/src/l.js'],
    'packages/scenarios/scenarios/s.scenario.ts': ['../src/story.js', '../../events/src/e.js'],
  };
  expect(await broken(allowed)).toEqual([]);
});

test('types alone may point back', async () => {
  expect(await broken({ 'apps/a/src/x.ts': ['./y.js'], 'apps/a/src/y.ts': ['type ./x.js'] })).toEqual([]);
});

test('what runs may not rest on what only development installs', async () => {
  writeFileSync(join(root, 'package.json'), '{"devDependencies":{"left":"1.0.0"}}');
  mkdirSync(join(root, 'node_modules/left'), { recursive: true });
  writeFileSync(join(root, 'node_modules/left/package.json'), '{"name":"left","version":"1.0.0","main":"index.js"}');
  writeFileSync(join(root, 'node_modules/left/index.js'), '');
  mkdirSync(join(root, 'apps/a/src'), { recursive: true });
  writeFileSync(join(root, 'apps/a/src/x.ts'), "import 'left';\n");
  expect(await broken({})).toEqual(['what-runs-is-a-dependency-of-its-own-package']);
});
