import { PageQuery } from '@crm/platform';
import { IsIn, IsObject, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { workflowType } from '../webhook-endpoints/event-types.js';
import type { DeliveryAttempt } from './delivery-attempt.entity.js';
import { type MessageStatus, messageStatuses, type WebhookMessage } from './webhook-message.entity.js';

export class MessageQuery extends PageQuery {
  @IsOptional() @IsUUID() endpointId?: string;
  @IsOptional() @IsIn(messageStatuses) status?: MessageStatus;
  /** As receivers read it, or the type of the event behind it. */
  @IsOptional() @IsString() @MaxLength(127) type?: string;
}

export class SendWebhookDto {
  @Matches(workflowType, { message: 'type must be a type of workflows such as workflow.deal-won' }) type: string;
  @IsObject() payload: Record<string, unknown>;
  @IsString() @MinLength(1) @MaxLength(255) dedupeKey: string;
}

export interface WebhookMessageView {
  id: string;
  endpointId: string;
  type: string;
  status: MessageStatus;
  attempts: number;
  nextAttemptAt: Date | null;
  lastStatus: number | null;
  lastError: string | null;
  /** Of the last attempt. */
  latencyMs: number | null;
  /** Of the request that it follows from: `/v1/traces/{correlationId}`. */
  correlationId: string | null;
  createdAt: Date;
  deliveredAt: Date | null;
  failedAt: Date | null;
}

export function viewOfMessage(message: WebhookMessage): WebhookMessageView {
  const { id, endpointId, type, status, attempts, nextAttemptAt, lastStatus, lastError, latencyMs } = message;
  const { correlationId, createdAt, deliveredAt, failedAt } = message;
  return {
    id,
    endpointId,
    type,
    status,
    attempts,
    nextAttemptAt,
    lastStatus,
    lastError,
    latencyMs,
    correlationId,
    createdAt,
    deliveredAt,
    failedAt,
  };
}

/** The payload is null once it is purged. */
export type FullMessageView = WebhookMessageView & { payload: unknown };

export function fullViewOf(message: WebhookMessage): FullMessageView {
  return { ...viewOfMessage(message), payload: message.payload === null ? null : JSON.parse(message.payload) };
}

export interface AttemptView {
  id: string;
  number: number;
  url: string;
  startedAt: Date;
  status: number | null;
  latencyMs: number;
  error: string | null;
  /** Those of the message itself, beside what HTTP adds; null once they are purged. */
  requestHeaders: Record<string, string> | null;
  responseHeaders: Record<string, string> | null;
  /** The beginning of the answer. */
  responseBody: string | null;
}

export function viewOfAttempt(attempt: DeliveryAttempt): AttemptView {
  const { id, number, url, startedAt, status, latencyMs, error, requestHeaders, responseHeaders, responseBody } =
    attempt;
  return { id, number, url, startedAt, status, latencyMs, error, requestHeaders, responseHeaders, responseBody };
}
