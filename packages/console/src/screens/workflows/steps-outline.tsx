import { stepWords } from './words.js';
import type { Step } from './workflow-facts.js';

/** Steps to read, with what stands in their branches. */
export function StepsOutline({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) return <p className="text-[13px] text-faint">Nothing more.</p>;
  return (
    <ol className="flex flex-col gap-2">
      {steps.map((step, index) => (
        <li key={index} className="flex gap-3 text-[13px]">
          <span className="w-5 shrink-0 text-right text-faint tabular-nums">{index + 1}</span>
          <div className="min-w-0 flex-1">
            <p className="break-words">{stepWords(step)}</p>
            {step.kind === 'call' && step.action === 'notify' && <p className="text-xs text-muted">{step.text}</p>}
            {step.kind === 'branch' && (
              <div className="mt-2 flex flex-col gap-2 border-l pl-3">
                <p className="text-xs font-medium text-muted">Then</p>
                <StepsOutline steps={step.then} />
                {step.else && (
                  <>
                    <p className="text-xs font-medium text-muted">Else</p>
                    <StepsOutline steps={step.else} />
                  </>
                )}
              </div>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
