import { valueAt } from './condition.js';

/**
 * Puts the event's data into a text, for `{{event.totalRows}}`. What the event does not have becomes empty. The contact
 * is left out on purpose: a step that is tried again must say the same again.
 */
export function fill(text: string, event: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{\{\s*(event(?:\.\w+)+)\s*\}\}/g, (_match, path: string) => {
    const value = valueAt({ event }, path);
    return value === undefined || value === null
      ? ''
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  });
}
