import type { components } from '../../api/generated/schema.js';
import { Time } from '../../ui/time.js';

/** Up to when the numbers beside it know what has happened. */
export function Freshness({ freshness }: { freshness: components['schemas']['FreshnessView'] | null }) {
  return (
    <p className="mt-1 text-xs text-faint">
      {freshness ? (
        <>
          As of <Time at={freshness.newestEventAt} />
        </>
      ) : (
        'No data yet'
      )}
    </p>
  );
}
