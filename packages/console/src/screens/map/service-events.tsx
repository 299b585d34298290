import { eventMap } from 'virtual:event-map';
import type { LiveState } from '../../live/live-store.js';
import { count } from '../../ui/numbers.js';
import { Panel } from '../../ui/page.js';
import { perSecond } from './figures.js';

interface Told {
  readonly total: number;
  readonly perSecond: number;
}

/** The other world on the broker: what services tell on the bus, with numbers of its own. */
export function ServiceEvents({ state }: { state: LiveState | undefined }) {
  const told = state?.serviceEvents as Readonly<Record<string, Readonly<Record<string, Told>>>> | undefined;
  const names = eventMap.serviceEvents.reduce((sum, service) => sum + service.names.length, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <section aria-label="Service events" tabIndex={0} className="h-full overflow-auto p-4 -outline-offset-2 md:p-6">
      <p className="mb-4 text-muted">
        {names} service events of {eventMap.serviceEvents.length} services on the exchange event-bus, separate from the
        map: no binding joins the two.
      </p>
      <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
        {eventMap.serviceEvents.map(({ service, names: ofService }) => (
          <Panel key={service} title={service} flush>
            <table className="w-full text-[13px]">
              <thead className="sr-only">
                <tr>
                  <th>Name</th>
                  <th>Rate</th>
                  <th>Published since the start</th>
                </tr>
              </thead>
              <tbody className="divide-y">
                {ofService.map((name) => {
                  const { total = 0, perSecond: rate = 0 } = told?.[service]?.[name] ?? {};
                  return (
                    <tr key={name}>
                      <th scope="row" className="px-4 py-1.5 text-left font-mono text-xs font-normal">
                        {name}
                      </th>
                      <td className="px-2 text-right text-accent tabular-nums">{rate > 0 ? perSecond(rate) : ''}</td>
                      <td className="px-4 text-right text-muted tabular-nums">{told ? count(total) : '–'}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Panel>
        ))}
      </div>
    </section>
  );
}
