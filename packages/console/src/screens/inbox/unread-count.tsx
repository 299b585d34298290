import { useNoticeCounts } from './use-notice-counts.js';

/** Beside the inbox in the navigation: how many are unread. */
export function UnreadCount({ tenantId }: { tenantId: string }) {
  const { data } = useNoticeCounts(tenantId);
  if (!data || data.unread === 0) return null;
  return (
    <span className="ml-auto rounded-full bg-accent-soft px-1.5 text-xs font-medium text-accent tabular-nums">
      {data.unread > 99 ? '99+' : data.unread}
      <span className="sr-only"> unread</span>
    </span>
  );
}
