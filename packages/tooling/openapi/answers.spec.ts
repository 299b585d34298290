import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { answersFiles, textOf } from './answers-files.ts';
import { repositoryRoot } from './open-program.ts';

const files = [...answersFiles()];

/** What sends something else than JSON, and why. */
const exceptions: Readonly<Record<string, string>> = {
  Contacts_export: 'a stream of CSV',
  Exports_export: 'a stream of NDJSON',
  Feed_stream: 'server-sent events',
  Live_stream: 'server-sent events',
};

test.each(files)('%s is what the controllers return', (file, answers) => {
  const path = join(repositoryRoot, file);
  const isUpToDate = existsSync(path) && readFileSync(path, 'utf8') === textOf(answers);
  expect(isUpToDate, `${file} is not up to date: run "npm run -w @crm/tooling openapi" and commit it.`).toBe(true);
});

test('every route that an OpenAPI document shows answers with JSON that is described, with 204, or is an exception', () => {
  const undescribed = files
    .flatMap(([, { silent }]) => silent)
    .filter(({ method }) => !method.getText().includes('@HttpCode(204)'))
    .map(({ key }) => key);
  expect(undescribed.sort()).toEqual(Object.keys(exceptions).sort());
});

test.each(files.filter(([file]) => file.startsWith('apps/')))('the service reads %s', (file) => {
  const service = readFileSync(join(repositoryRoot, dirname(file), '../service.ts'), 'utf8');
  expect(service).toContain("answers: () => import('./generated/answers.json'");
});

test('every reference leads to something that stands in the same file', () => {
  for (const [file, { operations, schemas }] of files) {
    const text = JSON.stringify({ operations, schemas });
    const references = [...text.matchAll(/#\/components\/schemas\/([^"]+)/g)].map(([, name]) => String(name));
    expect(
      references.filter((name) => !(name in schemas)),
      file,
    ).toEqual([]);
  }
});
