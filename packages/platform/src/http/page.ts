import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { isUuid } from './id.js';
import { ValidationFailed } from './standard-problems.js';

/** Query parameters of every list; a list with filters extends it. */
export class PageQuery {
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `nextCursor` of the page before. */
  @IsOptional()
  @IsString()
  cursor?: string;
}

export interface Page<T> {
  readonly items: T[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/**
 * One page of `builder`'s rows in the order of their ids (UUIDv7, so of their making; newest first unless told).
 * Rows that are added or removed meanwhile neither repeat nor skip others. Sets the builder's order and limit.
 */
export async function pageOf<T extends ObjectLiteral & { id: string }>(
  builder: SelectQueryBuilder<T>,
  alias: string,
  query: PageQuery,
  direction: 'ASC' | 'DESC' = 'DESC',
): Promise<Page<T>> {
  if (query.cursor !== undefined) {
    const after = decodeCursor(query.cursor);
    builder.andWhere(`${alias}.id ${direction === 'DESC' ? '<' : '>'} :pageCursor`, { pageCursor: after });
  }
  const rows = await builder
    .orderBy(`${alias}.id`, direction)
    .take(query.limit + 1)
    .getMany();
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > query.limit && last ? encodeCursor(last.id) : null };
}

/** The same page with each item as `view` shows it. */
export function mapPage<T, V>(page: Page<T>, view: (item: T) => V): Page<V> {
  return { items: page.items.map(view), nextCursor: page.nextCursor };
}

export function encodeCursor(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

/** @throws 400 `validation-failed` for anything that `encodeCursor` did not make */
export function decodeCursor(cursor: string): string {
  const hex = Buffer.from(cursor, 'base64url').toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  if (!isUuid(id) || encodeCursor(id) !== cursor) {
    throw new ValidationFailed([
      { field: 'cursor', rule: 'cursor', message: 'cursor must be the nextCursor of a page' },
    ]);
  }
  return id;
}
