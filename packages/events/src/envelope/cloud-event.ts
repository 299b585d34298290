import type { DataOf, EventClass } from '../contracts/event-class.js';

/**
 * An event on the wire: CloudEvents 1.0 in structured JSON, with the extension attributes that order and explain it.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export interface CloudEvent<Type extends string = string, Data = unknown> {
  readonly specversion: '1.0';
  /** UUIDv7; the same event never has another one, however often it is delivered. */
  readonly id: string;
  /** `/crm/<service>` */
  readonly source: string;
  readonly type: Type;
  /** Id of the aggregate. */
  readonly subject: string;
  /** When the fact was committed to, RFC 3339 in UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly tenantid: string;
  /** Who caused it: `user:<id>`, `operator:<id>`, `service:<name>` or `anonymous`. */
  readonly actor: string;
  /** Events with the same key are handled in order. */
  readonly partitionkey: string;
  /** 1, 2, 3 … per partition key and publisher. */
  readonly sequence: number;
  /** Shared by all that follows from one request. */
  readonly correlationid: string;
  /** Id of the event that this one follows from; absent when it follows from a request. */
  readonly causationid?: string;
  /** Events between the first request and this one. */
  readonly hopcount: number;
  /** W3C Trace Context of the publisher. */
  readonly traceparent?: string;
  readonly data: Data;
}

/** What a handler of `E` gets. */
export type EventOf<E extends EventClass> = CloudEvent<E['type'], DataOf<E>>;

export const cloudEventsContentType = 'application/cloudevents+json';

/** An effect of an effect of an effect … : more than this many in a row is taken for a loop. */
export const maxHopCount = 8;

export const schemaUriOf = (type: string): string => `urn:crm:event-schema:${type}`;
