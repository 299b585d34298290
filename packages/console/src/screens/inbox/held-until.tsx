import type { components } from '../../api/generated/schema.js';
import { usePreferences } from '../preferences/use-preferences.js';

type Reason = NonNullable<components['schemas']['NoticeView']['heldFor']>;

/** Why a notification waits, and how long. */
export function HeldUntil({ reason }: { reason: Reason }) {
  const { data } = usePreferences();
  if (reason === 'suspension') {
    return (
      <p className="text-[13px] text-muted">
        Until the tenant is active again; only urgent notifications come through.
      </p>
    );
  }
  const hours = data?.data.quietHours;
  return (
    <p className="text-[13px] text-muted">
      {hours
        ? `Until your quiet hours end at ${hours.to} (${data.data.timeZone}); only urgent notifications come through.`
        : 'Until your quiet hours end; it comes in a moment.'}
    </p>
  );
}
