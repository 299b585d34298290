import { defineProblem } from '@crm/platform';

export const NoWorkflow = defineProblem('no-workflow', 404, 'There is no such workflow');
export const NoWorkflowVersion = defineProblem('no-workflow-version', 404, 'The workflow has no such version');
export const TooManyWorkflows = defineProblem('too-many-workflows', 409, 'The tenant has as many workflows as it may');
export const IllegalTransition = defineProblem('illegal-transition', 409, 'The workflow cannot take this status now');
export const WorkflowNotInactive = defineProblem('workflow-not-inactive', 409, 'The workflow is not inactive');
export const WorkflowBuiltIn = defineProblem('workflow-built-in', 409, 'Every tenant has this workflow');
