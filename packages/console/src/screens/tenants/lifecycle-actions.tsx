import { useState } from 'react';
import { answered, api } from '../../api/api.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useAct } from '../../ui/use-act.js';
import type { Tenant } from './tenant-facts.js';

type Act = 'suspend' | 'reactivate' | 'deactivate';

interface Described {
  readonly label: string;
  readonly from: readonly Tenant['status'][];
  readonly done: string;
  readonly danger: boolean;
  /** What follows for the tenant's people, before anybody decides. */
  readonly consequence: string;
}

const acts: Readonly<Record<Act, Described>> = {
  suspend: {
    label: 'Suspend',
    from: ['active'],
    done: 'Tenant suspended.',
    danger: true,
    consequence:
      'Its people can sign in, see this reason, pay and export; everything else is closed. Webhooks are held, and delivered in order after a reactivation. Nothing is lost.',
  },
  reactivate: {
    label: 'Reactivate',
    from: ['suspended'],
    done: 'Tenant reactivated.',
    danger: false,
    consequence:
      'Everything opens again as it was; held webhooks are delivered in order, and its onboarding is re-checked.',
  },
  deactivate: {
    label: 'Deactivate',
    from: ['active', 'suspended'],
    done: 'Tenant deactivated.',
    danger: true,
    consequence:
      'Its people can no longer sign in, deliveries stop, and the final invoice is issued. This cannot be undone.',
  },
};

/** What may become of the tenant now, with its consequence and a reason that the tenant and the record will read. */
export function LifecycleActions({ tenant }: { tenant: Tenant }) {
  const [asked, setAsked] = useState<Act>();
  const act = useAct(
    async ({ name, reason }: { name: Act; reason: string }) => {
      await answered(api.POST(`/v1/tenants/{id}/${name}`, { params: { path: { id: tenant.id } }, body: { reason } }));
      return acts[name].done;
    },
    { done: (said) => said, refresh: [['tenant', tenant.id], ['tenants']], quiet: true },
  );
  const described = asked && acts[asked];
  return (
    <>
      {(Object.keys(acts) as Act[])
        .filter((name) => acts[name].from.includes(tenant.status))
        .map((name) => (
          <Button key={name} look={name === 'deactivate' ? 'quiet' : 'plain'} onClick={() => setAsked(name)}>
            {acts[name].label}
          </Button>
        ))}
      {asked && described && (
        <Confirm
          title={`${described.label} ${tenant.name}?`}
          action={described.label}
          danger={described.danger}
          withReason
          onClose={() => setAsked(undefined)}
          onConfirm={(reason) => act.mutateAsync({ name: asked, reason })}
        >
          {described.consequence}
        </Confirm>
      )}
    </>
  );
}
