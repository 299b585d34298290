import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { CheckField } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { FilterText } from '../../ui/filter-text.js';
import { SearchBox } from '../../ui/search-box.js';
import { contactSources, sourceLabels } from './contact-sources.js';
import { contactsRoute } from './customers.routes.js';

/** What the list of contacts is narrowed by; all of it stands in the URL. */
export function ContactFilters() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const search = contactsRoute.useSearch();
  const navigate = useNavigate({ from: contactsRoute.fullPath });
  const change = (part: typeof search): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  const segments = useQuery({
    queryKey: ['segments', tenantId],
    queryFn: () => answered(tenantApi.GET('/v1/segments')),
    staleTime: 60_000,
  });
  return (
    <>
      <SearchBox
        label="Name, e-mail, company"
        value={search.q ?? ''}
        onChange={(text) => change({ q: text || undefined })}
      />
      <FilterSelect
        label="Segment"
        value={search.segment}
        choices={(segments.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(segment) => change({ segment })}
      />
      <FilterSelect
        label="Source"
        value={search.source}
        choices={contactSources.map((value) => ({ value, label: sourceLabels[value] }))}
        onChange={(value) => change({ source: value })}
      />
      <FilterText label="Company" value={search.company} onChange={(company) => change({ company })} />
      <CheckField
        label="Bounced"
        checked={search.bounced === true}
        onChange={(checked) => change({ bounced: checked || undefined })}
      />
    </>
  );
}
