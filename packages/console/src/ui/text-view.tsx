const look =
  'max-h-72 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap';

/** What somebody else's server said, as it is; only ever as text. */
export function TextView({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <pre tabIndex={0} className={look}>
      {text}
    </pre>
  );
}
