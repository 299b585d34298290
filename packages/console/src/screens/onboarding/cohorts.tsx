import type { components } from '../../api/generated/schema.js';
import { count, duration, share } from '../../ui/numbers.js';

type Cohort = components['schemas']['CohortView'];

/** Tenants by the month in which they came, with how many of them are still there after each month. */
export function Cohorts({ cohorts }: { cohorts: readonly Cohort[] }) {
  const months = Math.max(...cohorts.map(({ retention }) => retention.length));
  const numbers = ['Tenants', 'Onboarded', 'Contact', 'Workflow', 'Webhook', 'Churned', 'Median to onboard'];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <section tabIndex={0} aria-label="Cohorts" className="overflow-x-auto">
      <table className="w-full text-[13px] whitespace-nowrap">
        <thead className="text-xs text-faint">
          <tr className="border-b">
            <th className="px-4 py-2 text-left font-medium">Cohort</th>
            {numbers.map((name) => (
              <th key={name} className="px-3 py-2 text-right font-medium">
                {name}
              </th>
            ))}
            {Array.from({ length: months }, (_, month) => (
              <th key={month} className="px-3 py-2 text-right font-medium">
                {month === 0 ? 'Retained, month 0' : `Month ${month}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {cohorts.map((cohort) => (
            <tr key={cohort.cohort} className="tabular-nums">
              <th scope="row" className="px-4 py-2 text-left font-medium">
                {cohort.cohort}
              </th>
              {[
                count(cohort.tenants),
                ofAll(cohort.onboarded, cohort),
                ofAll(cohort.firstContact, cohort),
                ofAll(cohort.firstWorkflow, cohort),
                ofAll(cohort.firstWebhook, cohort),
                count(cohort.churned),
                cohort.medianDaysToOnboard === null ? '–' : duration(cohort.medianDaysToOnboard * 86_400_000),
              ].map((value, index) => (
                <td key={numbers[index]} className="px-3 py-2 text-right">
                  {value}
                </td>
              ))}
              {Array.from({ length: months }, (_, month) => (
                <Kept key={month} kept={cohort.retention.find((entry) => entry.month === month)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const ofAll = (number: number, { tenants }: Cohort): string =>
  tenants === 0 ? '–' : `${count(number)} (${share(number / tenants)})`;

/** The ground repeats what the number says. */
function Kept({ kept }: { kept: Cohort['retention'][number] | undefined }) {
  if (!kept) return <td className="px-3 py-2" />;
  const ground = `color-mix(in srgb, var(--accent) ${Math.round(kept.share * 22)}%, transparent)`;
  return (
    <td className="px-3 py-2 text-right" style={{ background: ground }} title={`${kept.tenants} tenants`}>
      {share(kept.share)}
    </td>
  );
}
