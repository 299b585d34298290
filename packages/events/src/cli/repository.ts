import { resolve } from 'node:path';

/** The root of the repository, from `packages/events/src/cli` and from `packages/events/dist/cli` alike. */
export const repositoryRoot = resolve(import.meta.dirname, '../../../..');

/** Committed beside the package's sources. */
export const schemaLockFile = resolve(import.meta.dirname, '../../schemas.lock.json');
