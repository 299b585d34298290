import type { V1LabelSelector } from '@kubernetes/client-node';

/** Whether a label selector selects these labels; an empty one selects everything. Only `matchLabels` is understood. */
export function matches(selector: V1LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  if (selector.matchExpressions?.length)
    throw new Error('Write selectors with matchLabels: the check reads no others.');
  return Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}
