import { Link, type LinkProps } from '@tanstack/react-router';

export interface Section {
  readonly label: string;
  readonly to: NonNullable<LinkProps['to']>;
  /** Only at this very address, not below it. */
  readonly exact?: boolean;
}

interface SectionsProps {
  readonly label: string;
  readonly sections: readonly Section[];
  readonly params: Readonly<Record<string, string>>;
}

/** The screens of one group, beside its title. */
export function Sections({ label, sections, params }: SectionsProps) {
  return (
    <nav aria-label={label} className="-mx-1 flex max-w-full gap-1 overflow-x-auto px-1 py-0.5">
      {sections.map(({ label: text, to, exact = false }) => (
        <Link
          key={to}
          to={to}
          params={params}
          activeOptions={{ exact, includeSearch: false }}
          className="flex h-8 shrink-0 items-center rounded-md px-2.5 text-[13px] font-medium text-muted hover:bg-sunken hover:text-ink"
          activeProps={{ className: 'bg-accent-soft !text-accent' }}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
