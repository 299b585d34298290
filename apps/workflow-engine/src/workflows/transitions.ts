export const workflowStatuses = ['inactive', 'starting', 'active', 'stopping', 'paused'] as const;

/**
 * As the hub's flows have them, and paused: it starts no run, and its open runs wait before their next step. While it is
 * starting or stopping, its orchestrator's answer is waited for.
 */
export type WorkflowStatus = (typeof workflowStatuses)[number];

/** Which status may follow which. What does not stand here cannot happen. */
export const transitions: Readonly<Record<WorkflowStatus, readonly WorkflowStatus[]>> = {
  inactive: ['starting'],
  starting: ['active', 'inactive'],
  active: ['paused', 'stopping'],
  stopping: ['inactive'],
  paused: ['active', 'stopping'],
};
