import { buttonClass } from '../ui/button.js';
import { useTenantId } from './roots.js';
import { traceHref } from './trace-href.js';

/** Leads to everything that the same request has caused; nothing where that is not known. */
export function TraceLink({ correlationId }: { correlationId: string | null }) {
  const tenantId = useTenantId();
  if (correlationId === null) return null;
  return (
    <a href={traceHref(tenantId, correlationId)} className={buttonClass()}>
      Open its trace
    </a>
  );
}
