import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useUser } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Page, Panel } from '../../ui/page.js';
import { Empty, Failure, Notice, SkeletonLines } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';
import { ChannelTable } from './channel-table.js';
import { DigestHour } from './digest-hour.js';
import { QuietHours } from './quiet-hours.js';
import { type Preferences, usePreferences } from './use-preferences.js';

export function PreferencesScreen() {
  const { kind } = useUser();
  const preferences = usePreferences();
  if (preferences.data) {
    const { data, etag } = preferences.data;
    return <Form key={etag} saved={data} etag={etag} />;
  }
  return (
    <Page title="Preferences">
      {kind === 'operator' ? (
        <Empty title="Operators get no notifications">Preferences are for the tenant's own people.</Empty>
      ) : preferences.isError ? (
        <Failure error={preferences.error} onRetry={() => void preferences.refetch()} />
      ) : (
        <SkeletonLines lines={9} />
      )}
    </Page>
  );
}

/** Choices of the reader; they are saved together, unless they were changed elsewhere meanwhile. */
function Form({ saved, etag }: { saved: Preferences; etag: string | null }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [choice, setChoice] = useState(saved);
  const change = (part: Partial<Preferences>): void => setChoice((old) => ({ ...old, ...part }));
  const save = useAct(
    () => {
      const { channels, timeZone, quietHours, digestHour } = choice;
      const body = { channels, timeZone, digestHour, ...(quietHours ? { quietHours } : {}) };
      return answered(tenantApi.PUT('/v1/preferences', { params: { header: etag ? { 'If-Match': etag } : {} }, body }));
    },
    { done: 'Preferences saved.', refresh: [['preferences', tenantId]], quiet: true },
  );
  const changed = JSON.stringify(choice) !== JSON.stringify(saved);
  return (
    <Page
      title="Preferences"
      actions={
        <>
          {changed && (
            <Button look="quiet" onClick={() => setChoice(saved)}>
              Discard
            </Button>
          )}
          <Button look="primary" disabled={!changed} busy={save.isPending} onClick={() => save.mutate(undefined)}>
            Save
          </Button>
        </>
      }
    >
      <div className="mx-auto grid max-w-3xl grid-cols-1 gap-4">
        {save.error && <Notice error={save.error} />}
        <Panel title="Notifications" flush>
          <ChannelTable channels={choice.channels} onChange={(channels) => change({ channels })} />
        </Panel>
        <Panel title="Timing">
          <div className="flex flex-col gap-6">
            <QuietHours
              quietHours={choice.quietHours}
              timeZone={choice.timeZone}
              onChange={(quietHours, timeZone) => change({ quietHours, timeZone })}
            />
            <DigestHour hour={choice.digestHour} onChange={(digestHour) => change({ digestHour })} />
          </div>
        </Panel>
      </div>
    </Page>
  );
}
