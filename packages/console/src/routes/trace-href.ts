/** The way of one request or event through the platform. */
export const traceHref = (tenantId: string, correlationId: string): string =>
  `/console/t/${tenantId}/traces/${encodeURIComponent(correlationId)}`;
