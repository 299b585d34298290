import { Link, type LinkProps } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';

interface BackLinkProps {
  readonly to: NonNullable<LinkProps['to']>;
  readonly params: Readonly<Record<string, string>>;
  readonly children: string;
}

/** Up to the list that something belongs to. */
export function BackLink({ to, params, children }: BackLinkProps) {
  return (
    <Link to={to} params={params} className="inline-flex items-center text-[13px] text-muted hover:text-ink">
      <ChevronLeft className="size-4" aria-hidden />
      {children}
    </Link>
  );
}
