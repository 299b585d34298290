import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

/** An id or a secret, in a form to read and a click to take along. */
export function CopyText({ text, shown = text }: { text: string; shown?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <span className="inline-flex max-w-full items-center gap-1 font-mono text-xs">
      <span className="truncate" title={text}>
        {shown}
      </span>
      <button
        type="button"
        onClick={() => void copy()}
        aria-label={copied ? 'Copied' : `Copy ${shown}`}
        className="rounded p-0.5 text-faint hover:bg-sunken hover:text-ink"
      >
        {copied ? <Check className="size-3.5 text-good" /> : <Copy className="size-3.5" />}
      </button>
    </span>
  );
}

/** The end of a UUIDv7, where ids of one time differ. */
export const shortId = (id: string): string => `…${id.slice(-8)}`;
