import { outlineOf } from '../definitions/outline.js';
import type { Workflow } from './workflow.entity.js';

/** What the bus is told of a workflow, which is called a flow there. */
export function factsOf({ id, name, version, trigger, status }: Workflow) {
  return { id, name, version, trigger, status };
}

/** The flow itself, for whoever orchestrates. */
export function flowOf({ id, name, version, status, definition }: Workflow) {
  const { trigger, condition = null, steps } = definition;
  return { id, name, version, status, trigger, condition, steps: steps.map(outlineOf) };
}
