const address = /https?:\/\/[^\s<>"')\]]+/g;

/** Every http(s) address in a mail's text and HTML, once each, in order. */
export function linksOf(text: string, html: string | null): string[] {
  const inText = text.match(address) ?? [];
  const inHtml = (html ?? '').match(address)?.map((link) => link.replaceAll('&amp;', '&')) ?? [];
  return [...new Set([...inText, ...inHtml].map((link) => link.replace(/[.,;:!?]+$/, '')))];
}
