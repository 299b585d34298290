import { Liquid, type Template } from 'liquidjs';
import { layout } from './layout.js';
import type { Letter } from './letter.js';

// A name or filter that a template gets wrong fails it, rather than leave a gap in somebody's mail.
const strict = { strictVariables: true, strictFilters: true, ownPropertyOnly: true } as const;
const engines = {
  /** Everything that is filled in is text, and is escaped. */
  html: new Liquid({ ...strict, outputEscape: 'escape', templates: { layout: layout.html } }),
  text: new Liquid({ ...strict, templates: { layout: layout.text } }),
};
const parsed = new WeakMap<Letter, { html: Template[]; text: Template[] }>();

/** Both forms of a letter. What is filled in is never read as a template. */
export function render(template: Letter, data: object): Letter {
  const { html, text } = parsed.get(template) ?? parse(template);
  return {
    html: engines.html.renderSync(html, data) as string,
    text: `${(engines.text.renderSync(text, data) as string).trim()}\n`,
  };
}

function parse(template: Letter): { html: Template[]; text: Template[] } {
  const both = { html: engines.html.parse(template.html), text: engines.text.parse(template.text) };
  parsed.set(template, both);
  return both;
}
