import { defineProblem } from '@crm/platform';

export const NoWorkflowRun = defineProblem('no-workflow-run', 404, 'There is no such workflow run');
export const RunHasEnded = defineProblem('run-has-ended', 409, 'The run has ended');
