import { useNavigate } from '@tanstack/react-router';
import { usePeople } from '../../people/use-people.js';
import { useMay, useUser } from '../../session/use-session.js';
import { type Choice, choicesOf, SelectField } from '../../ui/field.js';
import { Panel } from '../../ui/page.js';
import { Empty, Notice } from '../../ui/states.js';
import { decisionsRoute } from './access.routes.js';
import { AccessPage } from './access-page.js';
import { Decision } from './decision.js';
import { EffectivePermissions } from './effective-permissions.js';
import { usePermissions } from './use-roles.js';

/** "Can she do this, and why?" Everybody may ask it about themselves, reviewers about anybody. */
export function DecisionsScreen() {
  const user = useUser();
  const mayReview = useMay('access:review');
  const { people, error: peopleError } = usePeople();
  const { data: permissions, error: permissionsError } = usePermissions();
  const unknown = peopleError ?? permissionsError;
  const navigate = useNavigate({ from: decisionsRoute.fullPath });
  const search = decisionsRoute.useSearch();
  const me = user.kind === 'user' ? user.id : undefined;
  const person = mayReview ? (search.person ?? me) : me;
  const known = permissions?.map((each) => each.permission) ?? user.permissions;
  const askable = mayReview
    ? people.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` }))
    : [{ value: user.id, label: `${user.name} · ${user.email}` }];
  return (
    <AccessPage view="why" filled={false}>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title="Can they do this, and why?">
          {unknown && (
            <div className="mb-3">
              <Notice error={unknown} />
            </div>
          )}
          <div className="grid gap-3 sm:grid-cols-2">
            <SelectField
              label="Person"
              value={person ?? ''}
              choices={person ? withChosen(askable, person) : [{ value: '', label: 'Choose a person' }, ...askable]}
              onChange={(value) =>
                navigate({ search: (old) => ({ ...old, person: value || undefined }), replace: true })
              }
            />
            <SelectField
              label="Permission"
              value={search.permission ?? ''}
              choices={[
                { value: '', label: 'Choose a permission' },
                ...withChosen(choicesOf(known), search.permission),
              ]}
              onChange={(value) =>
                navigate({ search: (old) => ({ ...old, permission: value || undefined }), replace: true })
              }
            />
          </div>
          {person && search.permission && <Decision subjectId={person} permission={search.permission} />}
        </Panel>
        <Panel title="Effective permissions" flush>
          {person ? (
            <EffectivePermissions
              subjectId={person}
              onAsk={(permission) => navigate({ search: (old) => ({ ...old, permission }), replace: true })}
            />
          ) : (
            <Empty title="Choose a person">Shows what they may do now, and what is withheld.</Empty>
          )}
        </Panel>
      </div>
    </AccessPage>
  );
}

/** What stands in the address is chosen, whether the list has it (yet) or not. */
const withChosen = (choices: readonly Choice[], chosen: string | undefined): readonly Choice[] =>
  chosen === undefined || choices.some(({ value }) => value === chosen)
    ? choices
    : [{ value: chosen, label: chosen }, ...choices];
