import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { useApi } from '../../routes/roots.js';
import { useMay, useUser } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { TextArea } from '../../ui/field.js';
import { useAct } from '../../ui/use-act.js';
import type { Onboarding, Step } from './onboarding-statuses.js';

/** What may be done about a step now. */
export function StepActs({ step, onboarding }: { step: Step; onboarding: Onboarding }) {
  const tenantApi = useApi();
  const { kind } = useUser();
  const may = useMay('onboarding:update');
  const [asked, setAsked] = useState<'complete' | 'skip'>();
  const [note, setNote] = useState('');
  const refresh = [['onboarding']];
  // One for each question that is asked; a retry asks none.
  const [intention, setIntention] = useState(newIntention);
  const at = (key: string) => ({ path: { key: step.key }, header: { 'Idempotency-Key': key } });
  const ask = (what: 'complete' | 'skip'): void => {
    setIntention(newIntention());
    setAsked(what);
  };
  const retry = useAct(
    () => answered(tenantApi.POST('/v1/onboarding/steps/{key}/retry', { params: at(newIntention()) })),
    {
      done: `${step.title}: retrying.`,
      refresh,
    },
  );
  const complete = useAct(
    () =>
      answered(
        tenantApi.POST('/v1/onboarding/steps/{key}/complete', {
          params: at(intention),
          body: note.trim() ? { note } : {},
        }),
      ),
    { done: `${step.title}: completed.`, refresh, quiet: true },
  );
  const skip = useAct(
    (reason: string) =>
      answered(tenantApi.POST('/v1/onboarding/steps/{key}/skip', { params: at(intention), body: { reason } })),
    { done: `${step.title}: skipped.`, refresh, quiet: true },
  );
  if (!may || onboarding.status === 'aborted') return null;
  const { canComplete, canRetry, canSkip } = possible(step, kind);
  const about = (act: string): string => `${act} ${step.title}`;
  return (
    <div className="flex gap-2">
      {canComplete && (
        <Button aria-label={about('Complete')} onClick={() => ask('complete')}>
          Complete
        </Button>
      )}
      {canRetry && (
        <Button aria-label={about('Retry')} busy={retry.isPending} onClick={() => retry.mutate(undefined)}>
          Retry
        </Button>
      )}
      {canSkip && (
        <Button look="quiet" aria-label={about('Skip')} onClick={() => ask('skip')}>
          Skip
        </Button>
      )}
      {asked === 'complete' && (
        <Confirm
          title={`Complete ${step.title}?`}
          action="Complete"
          onClose={() => setAsked(undefined)}
          onConfirm={() => complete.mutateAsync(undefined)}
        >
          <p className="mb-4">{step.description}</p>
          <TextArea label="Note (optional)" value={note} onChange={setNote} rows={2} />
        </Confirm>
      )}
      {asked === 'skip' && (
        <Confirm
          title={`Skip ${step.title}?`}
          action="Skip"
          withReason
          onClose={() => setAsked(undefined)}
          onConfirm={(reason) => skip.mutateAsync(reason)}
        >
          {consequenceOfSkip(step, onboarding)}
        </Confirm>
      )}
    </div>
  );
}

/** The rules of the service, so that nobody is offered what it would refuse. */
function possible({ status, kind, skippable, lastError }: Step, by: 'user' | 'operator') {
  const open = status === 'open';
  const undoFailed = status === 'undo-failed';
  return {
    canComplete: kind === 'manual' && open,
    canRetry:
      undoFailed ||
      (status === 'undoing' && lastError !== null) ||
      (kind !== 'manual' && (open || status === 'failed')),
    canSkip: undoFailed ? by === 'operator' : skippable && (open || status === 'failed' || status === 'blocked'),
  };
}

function consequenceOfSkip(step: Step, { steps }: Onboarding): string {
  if (step.status === 'undo-failed')
    return 'What it did in another service stays as it is. The abort goes on without it.';
  const next = steps.filter(({ after }) => after.includes(step.key)).map(({ title }) => `“${title}”`);
  const opens = next.length > 0 ? ` ${next.join(', ')} no longer waits for it.` : '';
  return `It counts as settled without being done, and the record says why.${opens} This cannot be undone.`;
}
