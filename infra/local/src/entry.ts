import { fileURLToPath } from 'node:url';

/** The compiled file of one of our programs, also when this module itself runs as source under Vitest. */
export function entry(program: string): string {
  const place = import.meta.url.endsWith('.ts') ? '../dist/' : './';
  return fileURLToPath(new URL(`${place}${program}.js`, import.meta.url));
}
