import { useState } from 'react';
import { answered } from '../../api/api.js';
import type { components as schema } from '../../api/generated/schema.js';
import { ifMatch } from '../../api/if-match.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { sumOf } from './points.js';

type Weights = schema['schemas']['WeightsDto'];

const components = ['onboarding', 'seats', 'administration', 'reachability', 'integration'] as const;

interface WeightsEditorProps {
  readonly weights: Weights;
  readonly etag: string | null;
  readonly onClose: () => void;
}

/** What each component is worth; they add up to 100, so that a score can. */
export function WeightsEditor({ weights, etag, onClose }: WeightsEditorProps) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  // Of the moment when it was opened: a change by somebody else meanwhile is refused and not overwritten.
  const [header] = useState(ifMatch(etag));
  const [form, setForm] = useState(weights);
  const sum = sumOf(components.map((component) => form[component]));
  const save = useAct(
    () => answered(tenantApi.PUT('/v1/health/weights', { params: { header }, body: { weights: form } })),
    { done: 'Weights saved; the score is recalculated.', refresh: [['health', tenantId]], quiet: true },
  );
  const failure = save.error ? failureOf(save.error) : undefined;
  const onSubmit = async (): Promise<void> => {
    await save.mutateAsync(undefined);
    onClose();
  };
  return (
    <FormDialog
      title="Component weights"
      onClose={onClose}
      action="Save"
      busy={save.isPending}
      disabled={sum !== 100}
      failure={failure}
      onSubmit={() => void onSubmit().catch(() => undefined)}
      aside={
        <p className={`mr-auto self-center text-[13px] tabular-nums ${sum === 100 ? 'text-muted' : 'text-bad'}`}>
          {sum} of 100
        </p>
      }
    >
      <p className="text-muted">How many points each component is worth. They must add up to 100.</p>
      {components.map((component) => (
        <TextField
          key={component}
          label={`${component[0]?.toUpperCase()}${component.slice(1)}`}
          type="number"
          required
          value={String(form[component])}
          onChange={(value) => setForm((old) => ({ ...old, [component]: Number(value) }))}
          error={failure?.fieldError(`weights.${component}`)}
        />
      ))}
    </FormDialog>
  );
}
