import { readFileSync } from 'node:fs';

/** The last lines of a log file; empty when it cannot be read. */
export function lastLines(file: string, count = 30): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}
