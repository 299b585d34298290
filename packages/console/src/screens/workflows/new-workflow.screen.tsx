import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { ClosedPage } from '../../ui/closed.js';
import { useAct } from '../../ui/use-act.js';
import { blankDraft, type WorkflowDraft } from './editor/draft.js';
import { WorkflowForm } from './editor/workflow-form.js';
import { newWorkflowRoute } from './workflows.routes.js';

export function NewWorkflowScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { view } = newWorkflowRoute.useSearch();
  const navigate = useNavigate({ from: newWorkflowRoute.fullPath });
  const mayWrite = useMay('workflows:write');
  const [intention] = useState(newIntention);
  const create = useAct(
    ({ name, notify, definition }: WorkflowDraft) =>
      answered(
        tenantApi.POST('/v1/workflows', {
          params: { header: { 'Idempotency-Key': intention } },
          body: { name, notify, ...definition },
        }),
      ),
    {
      done: 'Workflow created; activate it to start runs.',
      refresh: [['workflows', tenantId]],
      quiet: true,
    },
  );
  if (!mayWrite) {
    return <ClosedPage title="New workflow" permission="workflows:write" />;
  }
  return (
    <WorkflowForm
      title="New workflow"
      action="Create"
      before={blankDraft}
      view={view}
      onView={(next) => navigate({ search: { view: next }, replace: true })}
      onSave={async (draft) => {
        const { id } = await create.mutateAsync(draft);
        await navigate({ to: '/t/$tenantId/workflows/$workflowId', params: { tenantId, workflowId: id }, search: {} });
      }}
    />
  );
}
