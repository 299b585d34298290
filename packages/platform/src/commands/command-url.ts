import type { CommandInput } from './command-table.js';

/** The address of a call: placeholders of the path and the query filled in and escaped. */
export function commandUrl(base: string, path: string, { params = {}, query = {} }: CommandInput): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === '') throw new Error(`The path ${path} needs a value for ${name}.`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.append(name, String(value));
  const suffix = search.size === 0 ? '' : `?${search}`;
  return `${base.replace(/\/$/, '')}${filled}${suffix}`;
}
