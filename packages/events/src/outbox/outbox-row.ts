/** An outbox row as the relay reads it. */
export interface OutboxRow {
  /** bigint as text, as the driver gives it. */
  readonly position: string;
  readonly id: string;
  readonly exchange: string;
  readonly routing_key: string;
  readonly partition_key: string;
  readonly content_type: string;
  readonly body: Buffer;
  readonly headers: Record<string, unknown> | null;
  readonly created_at: Date;
  readonly attempts: number;
  /** Not to be tried, nor anything behind it with its key, before this moment. */
  readonly retry_at: Date | null;
}
