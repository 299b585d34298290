import { IsBoolean, IsDateString, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';

class WebhookOutcome {
  @IsUUID() tenantId: string;
  @IsUUID() endpointId: string;
  @IsUUID() messageId: string;
  /** Type of the event that the message carries. */
  @IsString() @MaxLength(127) messageType: string;
  /** Attempts made, this one included. */
  @IsInt() @Min(0) attempts: number;
  @IsDateString() at: string;
}

/** Fires once per message and endpoint, when the endpoint has answered 2xx. */
export class WebhookDelivered extends WebhookOutcome {
  static readonly type = 'crm.webhook.delivered.v1';
  static readonly meaning = 'A webhook delivery was accepted by its endpoint (2xx).';
  static readonly subjectOf = (data: WebhookDelivered): string => data.endpointId;

  @IsInt() @Min(200) @Max(299) status: number;
  /** From sending the request to the end of the answer. */
  @IsInt() @Min(0) latencyMs: number;
}

/** Fires once per message and endpoint, when nothing more will be tried. */
export class WebhookFailed extends WebhookOutcome {
  static readonly type = 'crm.webhook.failed.v1';
  static readonly meaning = 'A webhook delivery has exhausted its retries, or its endpoint was switched off.';
  static readonly subjectOf = (data: WebhookFailed): string => data.endpointId;

  @IsOptional() @IsInt() lastStatus?: number;
  @IsString() @MaxLength(500) lastError: string;
  /** The endpoint was switched off because of this failure. */
  @IsBoolean() endpointDisabled: boolean;
}
