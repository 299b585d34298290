import type { components } from '../../../api/generated/schema.js';
import { Button } from '../../../ui/button.js';
import { ConditionFields } from './condition-fields.js';
import { blankComparison } from './condition-shapes.js';
import { SecondsField } from './seconds-field.js';

type WaitStep = components['schemas']['WaitStep'];

export function WaitFields({ step, onChange }: { step: WaitStep; onChange: (step: WaitStep) => void }) {
  const { until } = step;
  if (!until) {
    return (
      <SecondsField label="For" value={step.seconds ?? 0} onChange={(seconds) => onChange({ ...step, seconds })} />
    );
  }
  const change = (part: Partial<typeof until>): void => onChange({ ...step, until: { ...until, ...part } });
  return (
    <div className="flex flex-col gap-3">
      <SecondsField label="At most" value={until.timeout} onChange={(timeout) => change({ timeout })} />
      {until.condition && (
        <ConditionFields label="Where" condition={until.condition} onChange={(condition) => change({ condition })} />
      )}
      <div>
        <Button look="quiet" onClick={() => change({ condition: until.condition ? undefined : blankComparison })}>
          {until.condition ? 'Any change' : 'Only changes where…'}
        </Button>
      </div>
    </div>
  );
}
