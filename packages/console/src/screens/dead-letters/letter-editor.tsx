import { useState } from 'react';
import { answered, api } from '../../api/api.js';
import { Button } from '../../ui/button.js';
import { TextArea } from '../../ui/field.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Notice } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';
import { listsOf, type Service } from './dead-letters.js';

interface LetterEditorProps {
  readonly service: Service;
  readonly id: string;
  readonly event: unknown;
  /** Whether something can still be done about it. */
  readonly open: boolean;
  /** It is no dead letter any more. */
  readonly onReplayed: () => void;
}

/** The message itself: checked without effect, mended, and replayed as it came or as it is mended. */
export function LetterEditor({ service, id, event, open, onReplayed }: LetterEditorProps) {
  const original = JSON.stringify(event, null, 2);
  const [text, setText] = useState(original);
  const edited = text !== original;
  const parsed = parse(text);
  const body = edited && parsed ? { event: parsed } : {};
  const params = { path: { service, id } };
  const check = useAct(() => answered(api.POST('/v1/operations/{service}/dead-letters/{id}/check', { params, body })), {
    quiet: true,
  });
  const replay = useAct(
    async () => {
      await answered(api.POST('/v1/operations/{service}/dead-letters/{id}/replay', { params, body }));
      onReplayed();
    },
    { done: 'Message replayed.', refresh: listsOf(service), quiet: true },
  );
  const change = (next: string): void => {
    setText(next);
    check.reset();
    replay.reset();
  };
  return (
    <section className="flex flex-col gap-3">
      <TextArea
        label="Message"
        mono
        rows={16}
        value={text}
        onChange={change}
        error={parsed ? undefined : 'This is not a JSON object.'}
      />
      {open && (
        <div className="flex flex-wrap gap-2">
          <Button disabled={!parsed} busy={check.isPending} onClick={() => check.mutate(undefined)}>
            Dry run
          </Button>
          <Button look="primary" disabled={!parsed} busy={replay.isPending} onClick={() => replay.mutate(undefined)}>
            {edited ? 'Replay as edited' : 'Replay'}
          </Button>
          {edited && (
            <Button look="quiet" onClick={() => change(original)}>
              Revert
            </Button>
          )}
        </div>
      )}
      {check.data && (
        <div role="status" className="flex flex-col gap-1 rounded-md border px-3 py-2 text-[13px]">
          <p className="flex items-center gap-2">
            <StateBadge state={check.data.valid ? 'ready' : 'failed'} /> {sentences[check.data.outcome]}
          </p>
          {check.data.reason && <p className="text-muted">{check.data.reason}</p>}
          {check.data.errors.map(({ path, message }) => (
            <p key={path + message} className="text-bad">
              <code className="text-xs">{path}</code> {message}
            </p>
          ))}
        </div>
      )}
      {(check.error ?? replay.error) && <Notice error={check.error ?? replay.error} />}
    </section>
  );
}

const sentences = {
  'handled-next': 'It would be handled at once.',
  waits: 'It would wait behind earlier messages with its key.',
  known: 'An event with this id was handled already: nothing would happen.',
  dead: 'It would be given up again.',
} as const;

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
