import type { components } from '../../api/generated/schema.js';

export type Contact = components['schemas']['ContactView'];
export type ContactSource = Contact['source'];

/** Where contacts come from, in words. */
export const sourceLabels: Readonly<Record<ContactSource, string>> = {
  manual: 'manual',
  import: 'import',
  workflow: 'workflow',
  merge: 'merge',
  'merge-undone': 'merge undone',
  bounce: 'bounce',
};

export const contactSources: readonly ContactSource[] = [
  'manual',
  'import',
  'workflow',
  'merge',
  'merge-undone',
  'bounce',
];
