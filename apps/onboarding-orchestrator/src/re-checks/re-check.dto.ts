import type { Finding, ReCheck } from './re-check.entity.js';

export interface ReCheckView {
  id: string;
  /** Of the reactivation that it follows. */
  revision: number;
  status: 'running' | 'finished';
  findings: (Finding & { /** In words. */ text: string })[];
  waitingFor: string | null;
  startedAt: Date;
  finishedAt: Date | null;
}

export function viewOfReCheck(reCheck: ReCheck): ReCheckView {
  const { id, revision, status, findings, nextTryAt, startedAt, finishedAt } = reCheck;
  const open = findings.filter(({ count }) => count === null).map(({ title }) => title);
  return {
    id,
    revision,
    status,
    findings: findings.map((finding) => ({ ...finding, text: textOf(finding) })),
    waitingFor: nextTryAt ? `Waits to be told: ${open.join(', ')}. It is asked at ${nextTryAt.toISOString()}.` : null,
    startedAt,
    finishedAt,
  };
}

function textOf({ title, count, lastError }: Finding): string {
  if (count !== null) return count === 0 ? `${title}: none.` : `${title}: ${count}.`;
  return lastError === null ? `${title}: not asked yet.` : `${title}: not known. ${lastError}`;
}
