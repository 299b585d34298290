import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { PersonName } from '../../people/person-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { classNames } from '../../ui/class-names.js';
import { Sentence } from '../../ui/sentence.js';

type Decided = components['schemas']['DecisionView'];

/** What the reason says, after "may not …". */
const because: Readonly<Record<Decided['reason'], string>> = {
  'allowed-by-role': 'a role grants it',
  'subject-unknown': 'nobody with this id was ever invited',
  'subject-not-active': 'they have not accepted their invitation yet',
  'subject-deactivated': 'they were deactivated',
  'permission-not-granted': 'none of their roles grants it',
  'tenant-suspended': 'the tenant is suspended',
  'tenant-deactivated': 'the tenant was closed',
  contained: 'a containment withholds it',
};

/** Allowed or denied, and everything that was looked at, in its order. */
export function Decision({ subjectId, permission }: { subjectId: string; permission: string }) {
  const tenantApi = useApi();
  const decision = useQuery({
    queryKey: ['decision', useTenantId(), subjectId, permission],
    queryFn: () => answered(tenantApi.POST('/v1/decisions', { body: { subjectId, permission } })),
    staleTime: 0,
  });
  if (!decision.isSuccess) return <Awaited query={decision} />;
  const { allowed, reason, explanation } = decision.data;
  return (
    <div className="mt-5" aria-live="polite">
      <p
        className={classNames(
          'rounded-md px-3 py-2 font-medium',
          allowed ? 'bg-good-soft text-good' : 'bg-bad-soft text-bad',
        )}
      >
        {allowed ? 'Allowed' : 'Denied'}: <PersonName id={subjectId} /> {allowed ? 'may' : 'may not'}{' '}
        <span className="font-mono text-xs">{permission}</span>, because {because[reason]}.
      </p>
      <ol className="mt-3 flex flex-col gap-2.5" aria-label="Checks">
        {explanation.map(({ check, outcome, sentence }, index) => (
          <li key={index} className="flex items-start gap-2.5 text-[13px]">
            {outcome === 'passed' ? (
              <CircleCheck role="img" aria-label="passed" className="mt-0.5 size-4 shrink-0 text-good" />
            ) : (
              <CircleX role="img" aria-label="denied" className="mt-0.5 size-4 shrink-0 text-bad" />
            )}
            <span className="w-24 shrink-0 text-faint">{check}</span>
            <span className="min-w-0">
              <Sentence text={sentence} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
