/**
 * A domain event's contract: a class whose instances are the event's data, checked by class-validator on both sides.
 * The class is the only place where the event's name stands.
 */
export interface EventClass<Data extends object = object> {
  new (): Data;
  /** CloudEvents `type`, and the routing key on the exchange. */
  readonly type: string;
  /** When it fires, in one sentence. */
  readonly meaning: string;
  /** Id of the aggregate the event is about: CloudEvents `subject`, and the key that events are ordered by. */
  subjectOf(data: Data): string;
}

export type DataOf<E extends EventClass> = InstanceType<E>;

/** `Tenant Created` for `crm.tenant.created.v1`. */
export function titleOf(event: EventClass): string {
  return event.type
    .replace(/^crm\./, '')
    .replace(/\.v\d+$/, '')
    .split(/[.-]/)
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join(' ');
}
