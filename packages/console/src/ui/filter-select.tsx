import type { Choice } from './field.js';

interface FilterSelectProps<Value extends string> {
  readonly label: string;
  readonly value: string | undefined;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value | undefined) => void;
  /** What it does without a value. */
  readonly otherwise?: string;
}

/** One of a list's filters; without a value it lets everything through. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, value, choices, onChange, otherwise = 'all' } = props;
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(choices.find((choice) => choice.value === target.value)?.value)}
      className="h-8 max-w-64 rounded-md border border-line-strong bg-surface px-2 text-[13px] text-ink"
    >
      <option value="">
        {label}: {otherwise}
      </option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
