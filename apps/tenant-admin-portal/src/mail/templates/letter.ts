import { escapeHtml } from './escape-html.js';

/** A mail's body in both forms. */
export interface Letter {
  readonly text: string;
  readonly html: string;
}

/** One part of a letter: a heading, a paragraph, or a link with its words. */
export type Part =
  | { readonly heading: string }
  | { readonly paragraph: string }
  | { readonly link: string; readonly words: string };

/** Both forms from the same parts; everything in them is text and is escaped. */
export function letterOf(parts: readonly Part[]): Letter {
  return {
    text: `${parts.map(textOf).join('\n\n')}\n`,
    html: `<!doctype html><html><body style="font:16px/1.5 sans-serif;color:#1a1a2e;max-width:36rem">${parts
      .map(htmlOf)
      .join('\n')}</body></html>`,
  };
}

function textOf(part: Part): string {
  if ('heading' in part) return part.heading;
  return 'paragraph' in part ? part.paragraph : `${part.words}: ${part.link}`;
}

function htmlOf(part: Part): string {
  if ('heading' in part) return `<h2>${escapeHtml(part.heading)}</h2>`;
  if ('paragraph' in part) return `<p>${escapeHtml(part.paragraph).replaceAll('\n', '<br>')}</p>`;
  return `<p><a href="${escapeHtml(part.link)}">${escapeHtml(part.words)}</a></p>`;
}
