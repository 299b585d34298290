import { classNames } from './class-names.js';
import { type DiffLine, lineDiff } from './line-diff.js';

const marks: Readonly<Record<DiffLine['kind'], string>> = { same: ' ', added: '+', removed: '−' };
const looks: Readonly<Record<DiffLine['kind'], string>> = {
  same: '',
  added: 'bg-good-soft text-good',
  removed: 'bg-bad-soft text-bad',
};

/** What is different between two texts, line by line; a sign says it beside the colour. */
export function DiffView({ before, after }: { before: string; after: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <pre tabIndex={0} className="overflow-auto rounded-md bg-sunken py-2 font-mono text-xs leading-5">
      {lineDiff(before, after).map(({ kind, text }, index) => (
        <div key={index} className={classNames('px-3', looks[kind])}>
          {marks[kind]} {text}
        </div>
      ))}
    </pre>
  );
}
