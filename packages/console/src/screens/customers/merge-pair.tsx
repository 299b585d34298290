import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Notice } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';
import { type Choices, ComparedContacts } from './compared-contacts.js';
import type { Duplicate } from './duplicates.screen.js';
import { EvidenceBadges, percent } from './evidence.js';

/** Two contacts side by side: they are made one, or left two. */
export function MergePair({ pair, onClose }: { pair: Duplicate; onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const navigate = useNavigate();
  const mayMerge = useMay('contacts:merge');
  const [intention] = useState(newIntention);
  const [survivorId, setSurvivorId] = useState(pair.contacts[0]?.id ?? '');
  const [choices, setChoices] = useState<Choices>({});
  const refresh = [
    ['duplicates', tenantId],
    ['contacts', tenantId],
    ['merges', tenantId],
  ];
  const merge = useAct(
    () => {
      const mergedIds = pair.contacts.map(({ id }) => id).filter((id) => id !== survivorId);
      return answered(
        tenantApi.POST('/v1/merges', {
          params: { header: { 'Idempotency-Key': intention } },
          body: { survivorId, mergedIds, choices },
        }),
      );
    },
    { done: 'Contacts merged.', refresh, quiet: true },
  );
  const dismiss = useAct(
    () => answered(tenantApi.POST('/v1/duplicates/{id}/dismiss', { params: { path: { id: pair.id } } })),
    { done: 'Kept separate; the pair is not suggested again.', refresh: [['duplicates', tenantId]], quiet: true },
  );
  const mergeNow = async (): Promise<void> => {
    await merge.mutateAsync(undefined);
    await navigate({ to: '/t/$tenantId/customers/$contactId', params: { tenantId, contactId: survivorId } });
  };
  const dismissNow = async (): Promise<void> => {
    await dismiss.mutateAsync(undefined);
    onClose();
  };
  const error = merge.error ?? dismiss.error;
  return (
    <Dialog
      title={`Same person? ${percent(pair.score)} likely`}
      wide
      onClose={onClose}
      footer={
        mayMerge ? (
          <>
            {pair.status === 'open' && (
              <Button busy={dismiss.isPending} onClick={() => void dismissNow().catch(() => undefined)}>
                Not a duplicate
              </Button>
            )}
            <Button
              look="primary"
              busy={merge.isPending}
              disabled={pair.contacts.length < 2}
              onClick={() => void mergeNow().catch(() => undefined)}
            >
              Merge
            </Button>
          </>
        ) : (
          <p className="text-xs text-muted">Your role can view pairs but not decide them.</p>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <EvidenceBadges evidence={pair.evidence} />
        {pair.contacts.length < 2 && (
          <p className="text-[13px] text-muted">One of the two no longer exists: it was merged or deleted meanwhile.</p>
        )}
        <ComparedContacts
          contacts={pair.contacts}
          survivorId={survivorId}
          onSurvivor={setSurvivorId}
          choices={choices}
          onChoices={setChoices}
        />
        <p className="text-xs text-muted">
          Addresses and phone numbers of both are kept. Where you choose nothing, the most recent non-empty value wins.
          A merge can be undone.
        </p>
        {error && <Notice error={error} />}
      </div>
    </Dialog>
  );
}
