/** Nothing in such a path can mean anything else to the next who reads it. Most paths are plain. */
const plain = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~!$&'()*+,;=:@-]+)+\/?$/;
/** Raw: beyond printable ASCII, backslashes, fragments, empty segments. */
const never = /[^\x21-\x7e]|[\\#]|\/\//;

/**
 * Whether a path means the same to the router, to the proxy and to the service behind: it has no segment that leads
 * upwards, no separator in disguise, no control character and no broken escape.
 */
export function isSafePath(path: string): boolean {
  if (plain.test(path)) return true;
  if (!path.startsWith('/') || never.test(path)) return false;
  return path.split('/').every(isSafeSegment);
}

function isSafeSegment(segment: string): boolean {
  try {
    const decoded = decodeURIComponent(segment);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return decoded !== '.' && decoded !== '..' && !/[/\\\x00-\x1f\x7f]/.test(decoded);
  } catch {
    return false;
  }
}
