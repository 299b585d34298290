/** Where everything stands that one request has caused, by its correlation id. */
export const traceHref = (tenantId: string, correlationId: string): string =>
  `/console/t/${tenantId}/traces/${encodeURIComponent(correlationId)}`;
