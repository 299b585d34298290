import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';

export interface ConsoleFile {
  readonly type: string;
  readonly body: Buffer;
  /** Absent where it would not be smaller. */
  readonly gzipped?: Buffer;
  /** Its name changes with its content. */
  readonly immutable: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const folder = join(dirname(createRequire(import.meta.url).resolve('@crm/console/package.json')), 'dist');

/** The built console, read when it is first asked for. */
@Injectable()
export class ConsoleFiles {
  private files: ReadonlyMap<string, ConsoleFile> | undefined;

  /** @param path below the console's address, as in `assets/index-1a2b.js` */
  find(path: string): ConsoleFile | undefined {
    this.files ??= read();
    return this.files.get(path);
  }
}

function read(): ReadonlyMap<string, ConsoleFile> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path).replaceAll('\\', '/'), fileAt(path)] as const;
    }),
  );
}

function fileAt(path: string): ConsoleFile {
  const body = readFileSync(path);
  const gzipped = gzipSync(body, { level: 9 });
  return {
    type: types[extname(path)] ?? 'application/octet-stream',
    body,
    ...(gzipped.length < body.length ? { gzipped } : {}),
    immutable: extname(path) !== '.html',
  };
}
