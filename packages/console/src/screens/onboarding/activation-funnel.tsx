import type { components } from '../../api/generated/schema.js';
import { count, counted, duration, share } from '../../ui/numbers.js';
import { Empty } from '../../ui/states.js';
import { activationSteps } from './activation-steps.js';

type ActivationView = components['schemas']['ActivationView'];

/** How many tenants reached each step: a bar as wide as their share of all, and how it narrows to the next. */
export function ActivationFunnel({ activation }: { activation: ActivationView }) {
  const { tenants, churned, steps } = activation;
  if (tenants === 0) return <Empty title="No tenants yet" />;
  return (
    <>
      <table className="w-full table-fixed text-[13px]">
        <caption className="sr-only">Steps of the activation</caption>
        <thead className="text-xs text-faint">
          <tr>
            <th className="w-24 pb-2 text-left md:w-32 font-medium">Step</th>
            <th aria-hidden />
            <th className="w-20 pb-2 text-right font-medium md:w-32">Tenants</th>
            <th className="w-20 pb-2 text-right font-medium">Median</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <tr key={step.step} className="h-12 align-top">
              <th scope="row" className="pt-0.5 text-left font-medium">
                {activationSteps[step.step]}
              </th>
              <td aria-hidden className="p-0">
                <FunnelPart share={step.share ?? 0} next={steps[index + 1]?.share ?? undefined} />
              </td>
              <td className="pt-0.5 text-right tabular-nums">
                {count(step.tenants)} {step.share !== null && `(${share(step.share)})`}
              </td>
              <td className="pt-0.5 text-right text-muted tabular-nums">
                {step.medianDays === null || step.step === 'created' ? '–' : duration(step.medianDays * 86_400_000)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-xs text-faint">
        {counted(tenants, 'tenant')}, {count(churned)} of them churned. Median time from creation, over those that
        reached the step.
      </p>
    </>
  );
}

function FunnelPart({ share: own, next }: { share: number; next: number | undefined }) {
  const left = 50 - own * 50;
  const nextLeft = 50 - (next ?? 0) * 50;
  return (
    <svg viewBox="0 0 100 48" preserveAspectRatio="none" className="block h-12 w-full px-2 md:px-4" aria-hidden>
      <rect x={left} y={0} width={Math.max(own * 100, 0.4)} height={24} className="fill-accent" />
      {next !== undefined && (
        <polygon
          points={`${left},24 ${100 - left},24 ${100 - nextLeft},48 ${nextLeft},48`}
          className="fill-accent-soft"
        />
      )}
    </svg>
  );
}
