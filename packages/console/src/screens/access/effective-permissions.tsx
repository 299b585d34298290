import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { actionOf, byResource } from './permission-groups.js';

interface EffectivePermissionsProps {
  readonly subjectId: string;
  readonly onAsk: (permission: string) => void;
}

/** By resource: what somebody may do now, and struck through what roles grant and something takes away. */
export function EffectivePermissions({ subjectId, onAsk }: EffectivePermissionsProps) {
  const tenantApi = useApi();
  const effective = useQuery({
    queryKey: ['effective', useTenantId(), subjectId],
    queryFn: () => answered(tenantApi.GET('/v1/subjects/{id}/permissions', { params: { path: { id: subjectId } } })),
  });
  if (!effective.isSuccess) return <Awaited query={effective} lines={8} />;
  const { permissions, withheld, policyRevision } = effective.data;
  const all = [
    ...permissions.map((each) => ({ ...each, open: true })),
    ...withheld.map((each) => ({ ...each, open: false })),
  ];
  if (all.length === 0) return <p className="p-4 text-[13px] text-muted">None: no role grants anything.</p>;
  return (
    <>
      <dl className="divide-y text-[13px]">
        {byResource(all).map(([resource, group]) => (
          <div key={resource} className="grid grid-cols-[120px_1fr] gap-3 px-4 py-2">
            <dt className="text-faint">{resource.replaceAll('-', ' ')}</dt>
            <dd className="flex flex-wrap gap-x-3 gap-y-1">
              {group.map(({ permission, from, open }) => (
                <button
                  key={permission}
                  type="button"
                  onClick={() => onAsk(permission)}
                  title={`${permission}, by ${[...new Set(from.map(({ role }) => role))].join(', ')}`}
                  className={open ? 'hover:underline' : 'text-bad line-through'}
                >
                  {actionOf(permission).replaceAll('-', ' ')}
                  {!open && <span className="sr-only"> (withheld)</span>}
                </button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="border-t px-4 py-2 text-xs text-faint">
        {permissions.length} allowed{withheld.length > 0 && `, ${withheld.length} withheld`} · policy revision{' '}
        {policyRevision}
      </p>
    </>
  );
}
