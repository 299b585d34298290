import type { components } from '../../api/generated/schema.js';
import { Empty } from '../../ui/states.js';
import { RunStepRow } from './run-step-row.js';
import { stepAt } from './step-at.js';
import { stepWords } from './words.js';
import type { Step } from './workflow-facts.js';
import { useVersions } from './workflow-versions.js';

type FullRun = components['schemas']['FullRunView'];

/** The story of a run: every step that began, beside the time that it took of the whole. */
export function RunTimeline({ run }: { run: FullRun }) {
  const versions = useVersions(run.workflowId);
  const steps: readonly Step[] = versions.data?.items.find(({ version }) => version === run.version)?.steps ?? [];
  const wordsOf = (path: string): string | undefined => {
    if (path === 'condition') return 'Condition';
    const step = stepAt(steps, path);
    return step && stepWords(step);
  };
  const begun = run.steps.some(({ path }) => path === run.position);
  const from = Date.parse(run.startedAt);
  const to = run.endedAt ? Date.parse(run.endedAt) : Date.now();
  if (run.steps.length === 0 && run.position === null) return <Empty title="No steps yet" />;
  return (
    <ol className="divide-y">
      {run.steps.map((step) => (
        <RunStepRow
          key={step.path}
          step={step}
          words={wordsOf(step.path) ?? step.kind}
          from={from}
          to={to}
          waitsUntil={step.path === run.position ? run.waitsUntil : null}
        />
      ))}
      {run.position !== null && !begun && run.endedAt === null && (
        <li className="px-4 py-2.5 text-[13px] text-faint">Next: {wordsOf(run.position) ?? run.position}</li>
      )}
    </ol>
  );
}
