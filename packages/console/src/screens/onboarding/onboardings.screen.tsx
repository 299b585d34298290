import { useNavigate } from '@tanstack/react-router';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { planChoices } from '../tenants/tenant-plans.js';
import { Activation } from './activation.js';
import { onboardingsRoute } from './onboarding.routes.js';
import { onboardingStatuses } from './onboarding-statuses.js';
import { OnboardingsTable } from './onboardings-table.js';

export function OnboardingsScreen() {
  const { view, status, plan } = onboardingsRoute.useSearch();
  const navigate = useNavigate({ from: onboardingsRoute.fullPath });
  return (
    <Page
      title="Onboarding"
      filled={view === undefined}
      bar={
        <>
          <Tabs
            label="Views"
            value={view ?? 'list'}
            choices={[
              { value: 'list', label: 'Onboardings' },
              { value: 'activation', label: 'Activation' },
            ]}
            onChange={(value) => navigate({ search: { view: value === 'list' ? undefined : value } })}
          />
          {view === undefined ? (
            <FilterSelect
              label="Status"
              value={status}
              choices={choicesOf(onboardingStatuses)}
              onChange={(value) => navigate({ search: { status: value } })}
            />
          ) : (
            <FilterSelect
              label="Plan"
              value={plan}
              choices={planChoices}
              onChange={(value) => navigate({ search: { view, plan: value } })}
            />
          )}
        </>
      }
    >
      {view === undefined ? <OnboardingsTable status={status} /> : <Activation plan={plan} />}
    </Page>
  );
}
