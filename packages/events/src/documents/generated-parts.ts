import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from '../links.js';
import { mapDocument } from './map-document.js';
import { serviceEventDocument } from './service-event-document.js';
import { hearsTable, saysTable } from './service-tables.js';

/** A part of a file that is made from the links, between `<!-- name -->` and `<!-- /name -->` on lines of their own. */
export interface GeneratedPart {
  /** From the root of the repository. */
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

export function generatedParts(): GeneratedPart[] {
  return [
    { file: 'README.md', name: 'map', text: mapDocument() },
    { file: 'README.md', name: 'service-events', text: serviceEventDocument() },
    ...serviceNames.flatMap((service) => {
      const file = join('apps', service, 'README.md');
      return [
        { file, name: 'says', text: saysTable(service) },
        { file, name: 'hears', text: hearsTable(service) },
      ];
    }),
  ];
}

/** Parts that are missing or not up to date, as sentences. */
export function partDifferences(root: string): string[] {
  return generatedParts().flatMap((part) => {
    const path = join(root, part.file);
    if (!existsSync(path)) return [`${part.file} is missing, with a part "${part.name}" that is made from the links.`];
    const content = readFileSync(path, 'utf8');
    const filled = fillPart(content, part);
    if (filled === undefined) return [noMarkers(part)];
    return filled === content
      ? []
      : [`The part "${part.name}" of ${part.file} is not up to date; run "npm run links -- --write".`];
  });
}

/** Fills every part that has its markers; what cannot be filled is answered as sentences. */
export function writeParts(root: string): string[] {
  return generatedParts().flatMap((part) => {
    const path = join(root, part.file);
    if (!existsSync(path)) return [`${part.file} is missing, with a part "${part.name}" that is made from the links.`];
    const content = readFileSync(path, 'utf8');
    const filled = fillPart(content, part);
    if (filled === undefined) return [noMarkers(part)];
    if (filled !== content) writeFileSync(path, filled);
    return [];
  });
}

/** The content with the part filled; undefined where its markers are missing. What stands around them is kept. */
export function fillPart(content: string, { name, text }: Pick<GeneratedPart, 'name' | 'text'>): string | undefined {
  const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const start = content.indexOf(open);
  const end = content.indexOf(close, start);
  if (start < 0 || end < 0) return undefined;
  return `${content.slice(0, start + open.length)}\n${text}\n\n${content.slice(end)}`;
}

function noMarkers({ file, name }: GeneratedPart): string {
  return `${file} lacks the lines <!-- ${name} --> and <!-- /${name} -->, between which its part is made from the links.`;
}
