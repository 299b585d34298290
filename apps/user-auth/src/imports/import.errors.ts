import { defineProblem } from '@crm/platform';

export const ImportNotFound = defineProblem('import-not-found', 404, 'There is no such import');
export const UnreadableCsv = defineProblem('unreadable-csv', 400, 'The file cannot be read as CSV');
export const MissingColumn = defineProblem('missing-column', 400, 'A required column is missing');
export const TooManyRows = defineProblem('too-many-rows', 413, 'The file has too many rows');
export const ImportInterrupted = defineProblem('import-interrupted', 409, 'The import was given up');
