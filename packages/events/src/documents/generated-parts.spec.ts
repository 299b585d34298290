import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { consumeLinks, eventClasses } from '../links.js';
import { fillPart, generatedParts, partDifferences, writeParts } from './generated-parts.js';
import { mapDiagram } from './map-document.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crm-parts-'));
  for (const { file } of generatedParts()) {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    const names = file === 'README.md' ? ['map', 'service-events'] : ['says', 'hears'];
    writeFileSync(path, names.map((name) => `before\n<!-- ${name} -->\nold\n<!-- /${name} -->\nafter\n`).join(''));
  }
});
afterEach(() => rmSync(root, { recursive: true }));

test('parts are filled once, keep what stands around them, and are then up to date', () => {
  expect(partDifferences(root)).toHaveLength(26);
  expect(writeParts(root)).toEqual([]);
  expect(partDifferences(root)).toEqual([]);
  const readme = readFileSync(join(root, 'apps/billing-worker/README.md'), 'utf8');
  expect(readme).toMatch(/^before\n<!-- says -->\n\nNothing: it publishes no events\.\n\n<!-- \/says -->\nafter\n/);
  expect(readme).toContain('| `crm.tenant.deactivated.v1` | api-gateway | A tenant has been closed for good. |');
});

test('an edit by hand, missing markers and a missing file are named', () => {
  writeParts(root);
  const at = (service: string): string => join(root, 'apps', service, 'README.md');
  writeFileSync(at('user-auth'), readFileSync(at('user-auth'), 'utf8').replace('invited', 'asked'));
  writeFileSync(at('audit-trail'), '# audit-trail\n');
  rmSync(at('billing-worker'));
  expect(partDifferences(root)).toEqual([
    'The part "says" of apps/user-auth/README.md is not up to date; run "npm run links -- --write".',
    'apps/billing-worker/README.md is missing, with a part "says" that is made from the links.',
    'apps/billing-worker/README.md is missing, with a part "hears" that is made from the links.',
    'apps/audit-trail/README.md lacks the lines <!-- says --> and <!-- /says -->, between which its part is made from the links.',
    'apps/audit-trail/README.md lacks the lines <!-- hears --> and <!-- /hears -->, between which its part is made from the links.',
  ]);
});

test('markers right after each other are enough', () => {
  expect(fillPart('<!-- map -->\n<!-- /map -->\n', { name: 'map', text: 'x' })).toBe(
    '<!-- map -->\n\nx\n\n<!-- /map -->\n',
  );
});

test('the diagram has one arrow for each of the 98 links', () => {
  const arrows = mapDiagram()
    .split('\n')
    .filter((line) => line.includes('-->'));
  const ends = arrows.flatMap((line) => line.split('-->')[1]?.split('&') ?? []);
  expect(ends).toHaveLength(eventClasses.length + consumeLinks.length);
});
