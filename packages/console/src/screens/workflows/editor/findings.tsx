import type { FieldError } from '../../../api/problem.js';

interface FindingsProps {
  readonly errors: readonly FieldError[];
  /** Left out, everything that is wrong is said. */
  readonly path?: string;
  /** Only what is said of the path itself, not of what stands in it. */
  readonly exact?: boolean;
}

/** What the service finds wrong at a place of the definition. */
export function Findings({ errors, path, exact = false }: FindingsProps) {
  const found = errors.filter(({ field }) => path === undefined || (exact ? field === path : isWithin(field, path)));
  if (found.length === 0) return null;
  return (
    <div role="alert" className="mt-3 flex flex-col gap-1 text-xs text-bad">
      {found.map(({ field, message }) => (
        <p key={field + message}>{message}</p>
      ))}
    </div>
  );
}

/** Whether a finding is the step's own: that of a step in its branches stands there. */
function isWithin(field: string, path: string): boolean {
  if (field === path) return true;
  return field.startsWith(`${path}.`) && !/^(then|else)\.\d/.test(field.slice(path.length + 1));
}
