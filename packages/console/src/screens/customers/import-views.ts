import type { components } from '../../api/generated/schema.js';

export type Import = components['schemas']['ImportView'];
export type ContactImport = components['schemas']['ContactImportView'];
export type RowOutcome = components['schemas']['ImportResultView']['outcome'];

/** What an import's page shows: rejected rows, accepted rows, and the result of each. */
export const importViews = ['rejected', 'accepted', 'results'] as const;
export type ImportView = (typeof importViews)[number];

export const rowOutcomes: readonly RowOutcome[] = ['created', 'updated', 'merged', 'invalid'];
