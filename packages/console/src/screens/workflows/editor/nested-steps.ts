import type { ReactNode } from 'react';
import type { Step } from '../workflow-facts.js';

/** Shows the fields of the steps in a branch's list; the list that the branch stands in knows how. */
export type NestedSteps = (
  list: 'then' | 'else',
  steps: readonly Step[],
  onChange: (steps: Step[]) => void,
) => ReactNode;
