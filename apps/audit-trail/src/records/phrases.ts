/** Pieces of sentences. */

/** `1 step`, `2 steps`, `1,200 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`; what is beyond `most` is counted. */
export function listed(items: readonly string[], most = 5): string {
  const shown = items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : items;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** A quoted reason ends the sentence with one full stop, whether or not it brings its own. */
export function ended(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** `35 ms`, `1.2 s`, `2 min 5 s`. */
export function lasted(milliseconds: number): string {
  if (milliseconds < 1_000) return `${milliseconds} ms`;
  if (milliseconds < 60_000) return `${Math.round(milliseconds / 100) / 10} s`;
  const seconds = Math.round(milliseconds / 1_000);
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `firstName` is the first name; `custom.contractEnd` the contract end. */
export function fieldName(name: string): string {
  return name
    .replace(/^.*\./, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]/g, ' ')
    .toLowerCase();
}

/** `contact updated` for `crm.contact.updated.v1`. */
export function messageName(type: string): string {
  return type
    .replace(/^crm\./, '')
    .replace(/\.v\d+$/, '')
    .replaceAll(/[.-]/g, ' ');
}
