/** One step of a worked example: what is typed, and what a reader is promised to see. */
export interface ReadmeStep {
  /** The bold words that the step begins with. */
  readonly title: string;
  readonly script: string;
  /** What it prints; `…` stands for what differs from run to run. Empty for a step that prints nothing. */
  readonly printed: string;
}

/**
 * The steps under a heading of the second level: each `bash` block, and the `text` block below it if there is one.
 * Blocks of other languages are not part of the example.
 */
export function stepsIn(markdown: string, heading: string): ReadmeStep[] {
  const [, section] = markdown.split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`There is no section "${heading}".`);
  const steps: ReadmeStep[] = [];
  let title = '';
  for (const { prose, language, code } of blocksOf(section.split(/\n## /)[0] ?? '')) {
    title = prose.match(/^\*\*(.+?)[.?]?\*\*/m)?.[1] ?? title;
    const last = steps.at(-1);
    if (language === 'bash') steps.push({ title, script: code, printed: '' });
    else if (language === 'text' && last) steps.splice(-1, 1, { ...last, printed: code.trimEnd() });
  }
  return steps;
}

/** Matches exactly what a step promises to print. */
export function patternOf(printed: string): RegExp {
  return new RegExp(`^${printed.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll('…', '.+')}$`);
}

/** Each fenced block with the prose before it. */
function blocksOf(section: string): { prose: string; language: string; code: string }[] {
  const parts = section.split(/^```(\w*)\n/m);
  const blocks: { prose: string; language: string; code: string }[] = [];
  for (let at = 0; at + 3 < parts.length; at += 4) {
    const [prose = '', language = '', code = ''] = parts.slice(at, at + 3);
    blocks.push({ prose, language, code });
  }
  return blocks;
}
