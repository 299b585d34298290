import { useEffect, useState } from 'react';

interface FilterTextProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** One of a list's filters, for a value that is written; it counts when it is entered or left. */
export function FilterText({ label, value = '', onChange }: FilterTextProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const enter = (): void => {
    if (text.trim() !== value) onChange(text.trim() || undefined);
  };
  return (
    <input
      aria-label={label}
      placeholder={`${label}: all`}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={enter}
      onKeyDown={({ key }) => key === 'Enter' && enter()}
      className="h-8 w-40 rounded-md border border-line-strong bg-surface px-2.5 text-[13px] text-ink placeholder:text-ink"
    />
  );
}
