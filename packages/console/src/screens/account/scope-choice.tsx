import { Button } from '../../ui/button.js';
import { CheckField } from '../../ui/field.js';

interface ScopeChoiceProps {
  readonly permissions: readonly string[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** What a token may do: no more than who makes it. */
export function ScopeChoice({ permissions, chosen, onChange }: ScopeChoiceProps) {
  const toggle = (permission: string): void => {
    const next = new Set(chosen);
    if (!next.delete(permission)) next.add(permission);
    onChange(next);
  };
  return (
    <fieldset>
      <div className="mb-2 flex flex-wrap items-center gap-1">
        <legend className="mr-auto text-xs font-medium text-muted">Scopes</legend>
        <Button look="quiet" onClick={() => onChange(new Set(permissions.filter((each) => each.endsWith(':read'))))}>
          Read only
        </Button>
        <Button look="quiet" onClick={() => onChange(new Set(permissions))}>
          All I have
        </Button>
        <Button look="quiet" onClick={() => onChange(new Set())}>
          None{' '}
        </Button>
      </div>
      <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2 md:grid-cols-3">
        {permissions.map((permission) => (
          <CheckField
            key={permission}
            label={<span className="font-mono text-xs">{permission}</span>}
            checked={chosen.has(permission)}
            onChange={() => toggle(permission)}
          />
        ))}
      </div>
    </fieldset>
  );
}
