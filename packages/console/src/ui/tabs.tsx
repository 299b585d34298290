import { classNames } from './class-names.js';
import { useInSight } from './use-in-sight.js';

interface TabsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly count?: number }[];
  readonly onChange: (value: Value) => void;
}

/** Views of one thing. Which one is shown stands in the URL: the screen gives and takes it. */
export function Tabs<Value extends string>({ label, value, choices, onChange }: TabsProps<Value>) {
  const current = useInSight<HTMLButtonElement>(value);
  return (
    <nav aria-label={label} className="-mx-1 flex max-w-full gap-1 overflow-x-auto px-1 py-0.5">
      {choices.map((choice) => (
        <button
          key={choice.value}
          ref={choice.value === value ? current : undefined}
          type="button"
          aria-current={choice.value === value ? 'page' : undefined}
          onClick={() => onChange(choice.value)}
          className={classNames(
            'h-8 shrink-0 rounded-md px-2.5 text-[13px] font-medium whitespace-nowrap',
            choice.value === value ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-ink',
          )}
        >
          {choice.label}
          {choice.count !== undefined && <span className="ml-1.5 tabular-nums">{choice.count}</span>}
        </button>
      ))}
    </nav>
  );
}
