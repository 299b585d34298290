import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { FilterSelect } from '../../ui/filter-select.js';

/** Runs of one workflow. */
export function WorkflowFilter(props: { value: string | undefined; onChange: (id: string | undefined) => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { data } = useQuery({
    queryKey: ['workflows', tenantId, 'named'],
    queryFn: () => answered(tenantApi.GET('/v1/workflows', { params: { query: { limit: 200 } } })),
    staleTime: 30_000,
  });
  const choices = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const known = props.value === undefined || choices.some(({ value }) => value === props.value);
  // The runs of a deleted workflow stay readable.
  const gone = known || props.value === undefined ? [] : [{ value: props.value, label: 'deleted workflow' }];
  return <FilterSelect label="Workflow" choices={[...choices, ...gone]} {...props} />;
}
