interface DateFilterProps {
  readonly label: string;
  /** `2026-03-01`, a day on the reader's calendar. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A day that a list begins or ends with. */
export function DateFilter({ label, value, onChange }: DateFilterProps) {
  return (
    <label className="flex h-8 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2 text-[13px] focus-within:outline-2 focus-within:outline-accent">
      <span className="text-faint">{label}</span>
      <input
        type="date"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value || undefined)}
        className="w-[106px] bg-transparent outline-none"
      />
    </label>
  );
}

const day = (date: string): Date | undefined => {
  const begin = new Date(`${date}T00:00`);
  return Number.isNaN(begin.getTime()) ? undefined : begin;
};

/** When a day begins where the reader is. */
export const beginOf = (date: string | undefined): string | undefined => date && day(date)?.toISOString();

/** When it is over. */
export function endOf(date: string | undefined): string | undefined {
  const end = date && day(date);
  if (!end) return undefined;
  end.setDate(end.getDate() + 1);
  return end.toISOString();
}
