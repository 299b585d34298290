import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { useApi } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { ClosedPage } from '../../ui/closed.js';
import { Page } from '../../ui/page.js';
import { Empty } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';
import { draftOf, type WorkflowDraft } from './editor/draft.js';
import { WorkflowForm } from './editor/workflow-form.js';
import { useWorkflow } from './workflow.screen.js';
import { editWorkflowRoute } from './workflows.routes.js';

export function EditWorkflowScreen() {
  const { tenantId, workflowId } = editWorkflowRoute.useParams();
  const { view } = editWorkflowRoute.useSearch();
  const tenantApi = useApi();
  const navigate = useNavigate({ from: editWorkflowRoute.fullPath });
  const mayWrite = useMay('workflows:write');
  const read = useWorkflow(tenantId, workflowId);
  const edit = useAct(
    ({ name, notify, definition }: WorkflowDraft) =>
      answered(
        tenantApi.PATCH('/v1/workflows/{id}', {
          params: { path: { id: workflowId }, header: { 'If-Match': read.data?.etag ?? undefined } },
          body: { name, notify, ...definition },
        }),
      ),
    { done: 'New version saved.', refresh: [['workflows', tenantId]], quiet: true },
  );
  if (!read.isSuccess) return <AwaitedPage title="Edit workflow" query={read} />;
  const { name, status } = read.data.data;
  if (!mayWrite) return <ClosedPage title={`Edit ${name}`} permission="workflows:write" />;
  if (status !== 'inactive') {
    return (
      <Page title={`Edit ${name}`}>
        <Empty title={`This workflow is ${status}`}>Only inactive workflows can be edited: deactivate it first.</Empty>
      </Page>
    );
  }
  return (
    <WorkflowForm
      title={`Edit ${name}`}
      action="Save"
      before={draftOf(read.data.data)}
      view={view}
      onView={(next) => navigate({ search: { view: next }, replace: true })}
      onSave={async (draft) => {
        await edit.mutateAsync(draft);
        await navigate({ to: '/t/$tenantId/workflows/$workflowId', params: { tenantId, workflowId }, search: {} });
      }}
    />
  );
}
