import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { TextArea } from '../../ui/field.js';
import { useAct } from '../../ui/use-act.js';
import type { Alert } from './audit-facts.js';

/** Somebody has looked into it, and says what was found out. */
export function AcknowledgeAlert({ alert: { id, summary } }: { alert: Alert }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [asked, setAsked] = useState(false);
  const [note, setNote] = useState('');
  const acknowledge = useAct(
    () =>
      answered(
        tenantApi.POST('/v1/audit/alerts/{id}/acknowledge', {
          params: { path: { id } },
          body: note.trim() ? { note: note.trim() } : {},
        }),
      ),
    { done: 'Alert acknowledged.', refresh: [['audit', tenantId, 'alerts']], quiet: true },
  );
  return (
    <>
      <Button look="primary" onClick={() => setAsked(true)}>
        Acknowledge
      </Button>
      {asked && (
        <Confirm
          title="Acknowledge this alert?"
          action="Acknowledge"
          onClose={() => setAsked(false)}
          onConfirm={() => acknowledge.mutateAsync(undefined)}
        >
          <p className="mb-4">
            {summary} A containment that it caused stays until it is lifted under Access, Containments.
          </p>
          <TextArea label="What you found" rows={3} value={note} onChange={setNote} />
        </Confirm>
      )}
    </>
  );
}
