/** Jaro similarity of two texts: 1 for equal ones, 0 for those without anything in common. */
function jaro(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const used = new Array<boolean>(b.length).fill(false);
  const left: string[] = [];
  for (let i = 0; i < a.length; i += 1) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j += 1) {
      if (used[j] || a[i] !== b[j]) continue;
      used[j] = true;
      left.push(a[i] as string);
      break;
    }
  }
  const matches = left.length;
  if (matches === 0) return 0;
  const right = [...b].filter((_, index) => used[index]);
  const transpositions = left.filter((letter, index) => letter !== right[index]).length / 2;
  return (matches / a.length + matches / b.length + (matches - transpositions) / matches) / 3;
}

/** Jaro-Winkler similarity (Winkler 1990): a common beginning counts more, up to four letters of it. */
export function similarity(a: string, b: string): number {
  const base = jaro(a, b);
  let prefix = 0;
  while (prefix < 4 && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix += 1;
  return base + prefix * 0.1 * (1 - base);
}
