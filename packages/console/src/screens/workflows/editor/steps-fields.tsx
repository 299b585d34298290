import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { FieldError } from '../../../api/problem.js';
import { Button } from '../../../ui/button.js';
import { classNames } from '../../../ui/class-names.js';
import type { Step } from '../workflow-facts.js';
import { Findings } from './findings.js';
import { StepFields } from './step-fields.js';
import { blankSteps, labelOf } from './step-kinds.js';
import { itemMoved, useKeys } from './use-keys.js';

export interface StepsFieldsProps {
  readonly steps: readonly Step[];
  readonly path: string;
  readonly errors: readonly FieldError[];
  /** Only then a step can read, set or wait for a contact. */
  readonly aboutContact: boolean;
  readonly onChange: (steps: Step[]) => void;
}

/** Steps one after the other: added, moved by buttons, and taken away. */
export function StepsFields({ steps, path, onChange, ...inside }: StepsFieldsProps) {
  const { errors, aboutContact } = inside;
  const { keys, added, removed, moved } = useKeys(steps.length);
  const move =
    (from: number, to: number) =>
    (event: MouseEvent<HTMLButtonElement>): void => {
      const button = event.currentTarget;
      moved(from, to);
      onChange(itemMoved(steps, from, to));
      // What is moved in the page loses the focus.
      requestAnimationFrame(() => button.focus());
    };
  return (
    <div className="flex flex-col gap-3">
      {steps.map((step, index) => {
        const at = `${path}.${index}`;
        const isWrong = errors.some(({ field }) => field === at || field.startsWith(`${at}.`));
        return (
          <section
            key={keys[index] ?? index}
            aria-label={`Step ${index + 1}: ${labelOf(step)}`}
            className={classNames('border-l-2 pl-3', isWrong ? 'border-bad' : 'border-line-strong')}
          >
            <div className="mb-2 flex items-center gap-1">
              <h3 className="flex-1 text-[13px] font-medium">
                {index + 1}. {labelOf(step)}
              </h3>
              <Button
                look="quiet"
                icon={<ArrowUp />}
                aria-label={`Move step ${index + 1} up`}
                disabled={index === 0}
                onClick={move(index, index - 1)}
              />
              <Button
                look="quiet"
                icon={<ArrowDown />}
                aria-label={`Move step ${index + 1} down`}
                disabled={index === steps.length - 1}
                onClick={move(index, index + 1)}
              />
              <Button
                look="quiet"
                icon={<X />}
                aria-label={`Remove step ${index + 1}`}
                onClick={() => {
                  removed(index);
                  onChange(steps.filter((_, other) => other !== index));
                }}
              />
            </div>
            <StepFields
              step={step}
              nested={(list, inner, change) => (
                <StepsFields {...inside} steps={inner} path={`${at}.${list}`} onChange={change} />
              )}
              onChange={(next) => onChange(steps.map((old, other) => (other === index ? next : old)))}
            />
            <Findings errors={errors} path={at} />
          </section>
        );
      })}
      <div role="group" aria-label="Add a step" className="flex flex-wrap gap-1">
        {blankSteps
          .filter(({ ofContacts }) => aboutContact || !ofContacts)
          .map(({ label, step }) => (
            <Button
              key={label}
              look="quiet"
              icon={<Plus />}
              onClick={() => {
                added();
                onChange([...steps, step]);
              }}
            >
              {label}
            </Button>
          ))}
      </div>
    </div>
  );
}
