import { writeParts } from '../../documents/generated-parts.js';
import { writeLock } from '../../schemas/schema-lock.js';
import { repositoryRoot, schemaLockFile } from '../repository.js';

/** Brings all that is made from the links up to date; what is refused or cannot be written is answered as sentences. */
export function writeGenerated(root = repositoryRoot): string[] {
  const refused = writeLock(schemaLockFile).map(
    (sentence) => `${sentence} Within a version only additions pass: publish a new version beside this one.`,
  );
  return [...refused, ...writeParts(root)];
}
