/** From what can wait to what cannot; urgent notices are never held. */
export const noticeSeverities = ['info', 'medium', 'high', 'critical', 'urgent'] as const;
export type NoticeSeverity = (typeof noticeSeverities)[number];
