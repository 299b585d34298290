import { answered, api } from '../../api/api.js';
import { useUser } from '../../session/use-session.js';
import { Facts, Page, Panel } from '../../ui/page.js';
import { usePages } from '../../ui/use-pages.js';
import { ApiTokens } from './api-tokens.js';
import { Sessions } from './sessions.js';

/** What is somebody's own: who they are here, the tokens of their programs, and where they are signed in. */
export function AccountScreen() {
  const { name, email, kind, role } = useUser();
  const sessions = usePages(['sessions', 'own'], (cursor) =>
    answered(api.GET('/v1/sessions', { params: { query: { cursor, limit: 50 } } })),
  );
  return (
    <Page title="Your account">
      <div className="mx-auto grid max-w-4xl grid-cols-1 gap-4">
        <Panel title="You">
          <Facts
            facts={[
              ['Name', name],
              ['E-mail', email],
              ['Role', role ?? `${kind} of the platform`],
            ]}
          />
        </Panel>
        {kind === 'user' && <ApiTokens />}
        <Panel title="Sessions">
          <Sessions api={api} mayEnd {...sessions} />
        </Panel>
      </div>
    </Page>
  );
}
