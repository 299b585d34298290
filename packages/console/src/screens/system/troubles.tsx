import type { ServiceState } from '../map/figures.js';

/** What keeps services from their work, a line for each. */
export function Troubles({ services }: { services: readonly (ServiceState & { readonly name: string })[] }) {
  const troubled = services.filter(({ status }) => status !== 'up');
  if (troubled.length === 0) return null;
  return (
    <div role="status" className="border-b bg-warn-soft px-4 py-2 text-[13px] text-warn md:px-6">
      {troubled.map(({ name, status, reasons = [] }) => (
        <p key={name}>
          <span className="font-medium">{name}</span>{' '}
          {status === 'down' ? 'does not answer' : ['is not ready', ...reasons].join(': ')}
        </p>
      ))}
    </div>
  );
}
