import { CopyText } from './copy-text.js';

/** Data as it is, indented; only ever as text. */
export function JsonView({ value }: { value: unknown }) {
  const text = JSON.stringify(value, null, 2) ?? 'undefined';
  return (
    <div className="relative">
      <div className="absolute top-2 right-2">
        <CopyText text={text} shown="" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <pre tabIndex={0} className="max-h-96 overflow-auto rounded-md bg-sunken p-3 pr-10 font-mono text-xs leading-5">
        {text}
      </pre>
    </div>
  );
}
