import { isUtf8 } from 'node:buffer';
import { pipeline, type Readable } from 'node:stream';
import { CsvError, type InfoRecord, parse } from 'csv-parse';
import { UnreadableCsv } from './import.errors.js';

export interface CsvRecord {
  /** Line where the record begins; the first is 1. */
  readonly line: number;
  readonly fields: readonly string[];
  /** false: some bytes are no UTF-8 and stand as U+FFFD. */
  readonly wellFormed: boolean;
}

/** A record longer than this is a quote that was never closed. */
const longestRecord = 65_536;

/**
 * The records of a CSV file (RFC 4180; any line ending, quotes inside of fields are taken as they are), read as they
 * arrive. Empty lines are no records.
 *
 * @throws unreadable-csv for what cannot be cut into records; whatever the stream fails with
 */
export async function* csvRecords(source: Readable): AsyncGenerator<CsvRecord> {
  // One byte is one character in this encoding, so that each record can be checked for UTF-8 by itself.
  const parser = parse({
    encoding: 'latin1',
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
  });
  pipeline(source, withoutBom, parser, () => undefined);
  let last = 0;
  // The parser counts CR LF inside of quotes as two lines.
  let overcount = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: InfoRecord }>) {
      const { lines, pairs } = lineBreaks(record);
      overcount += pairs;
      last = info.lines - overcount;
      yield { line: last - lines, ...decoded(record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableCsv(`The row that begins after line ${last} does not end: a quote may not be closed.`);
  }
}

function lineBreaks(record: readonly string[]): { lines: number; pairs: number } {
  let lines = 0;
  let pairs = 0;
  for (const field of record) {
    if (!field.includes('\n') && !field.includes('\r')) continue;
    for (const [found] of field.matchAll(/\r\n|\n|\r/g)) {
      lines += 1;
      if (found.length === 2) pairs += 1;
    }
  }
  return { lines, pairs };
}

function decoded(record: readonly string[]): Pick<CsvRecord, 'fields' | 'wellFormed'> {
  const bytes = record.map((field) => Buffer.from(field, 'latin1'));
  return { fields: bytes.map((field) => field.toString('utf8')), wellFormed: bytes.every((field) => isUtf8(field)) };
}

/** The mark that Excel puts before UTF-8; the ones of UTF-16 are refused, as nothing would be readable. */
async function* withoutBom(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of source) {
    if (!head) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    yield afterBom(head);
    head = undefined;
  }
  if (head && head.length > 0) yield afterBom(head);
}

function afterBom(head: Buffer): Buffer {
  const mark = head.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') throw new UnreadableCsv('It is UTF-16. Save it as UTF-8.');
  return head.subarray(0, 3).toString('hex') === 'efbbbf' ? head.subarray(3) : head;
}
