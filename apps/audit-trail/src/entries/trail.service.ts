import type { CloudEvent, ServiceEvent } from '@crm/events';
import { newId, storable } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { AlertsService } from '../alerts/alerts.service.js';
import { CheckpointsService } from '../checkpoints/checkpoints.service.js';
import { LogsService } from '../logs/logs.service.js';
import type { UnitOfWork } from '../messaging.js';
import { Naming } from '../people/naming.js';
import { PeopleService } from '../people/people.service.js';
import { type Subject, TimelinesService } from '../timelines/timelines.service.js';
import { Entry } from './entry.entity.js';
import { contentOf, hashOf } from './entry-hash.js';

/** What an event says to a person who reads the trail. */
export interface Fact {
  /** Who did it; the event's own actor unless told. */
  readonly actor?: string;
  /** When it happened (RFC 3339). */
  readonly at: string;
  readonly target: Subject;
  readonly sentence: (names: Naming) => string;
  readonly detail: Record<string, unknown>;
  /** Users whom the sentence names beside actor and target. */
  readonly mentions?: readonly string[];
  /** Whose timelines it is on beside the actor's and the target's. */
  readonly alsoOn?: readonly Subject[];
}

const actorForm = /^(user|operator|service):.+$/;

/** Writes entries: the only way into a log. */
@Injectable()
export class TrailService {
  constructor(
    private readonly logs: LogsService,
    private readonly people: PeopleService,
    private readonly timelines: TimelinesService,
    private readonly checkpoints: CheckpointsService,
    private readonly alerts: AlertsService,
  ) {}

  /**
   * Adds one entry to the end of the tenant's log, puts it on its timelines and lets the alert rules look at it. The
   * lock on the log's head puts the entries of a tenant in one row, without gaps.
   */
  async record(unit: UnitOfWork, event: CloudEvent | ServiceEvent, fact: Fact): Promise<Entry> {
    const log = await this.logs.locked(unit);
    const actor = fact.actor !== undefined && actorForm.test(fact.actor) ? fact.actor : event.actor;
    const { target, mentions = [], alsoOn = [] } = fact;
    const names = await this.people.naming(unit, actor, log.tenantName, [target.id, ...mentions]);
    const content = {
      id: newId(),
      // As the database gives it back, which the hash is checked against.
      tenantId: unit.tenantId.toLowerCase(),
      position: log.position + 1,
      at: new Date(fact.at),
      type: event.type,
      targetKind: target.kind,
      ...storable({ actor, targetId: target.id, sentence: fact.sentence(names), detail: fact.detail }),
      eventId: event.id,
      correlationId: event.correlationid,
      receivedAt: new Date(),
      afterSeal: log.status === 'sealed',
      previousHash: log.head,
    };
    const entry: Entry = { ...content, hash: hashOf(contentOf(content)) };
    await unit.manager.insert(Entry, { ...entry, detail: { ...entry.detail } as object });
    await this.logs.advance(unit, log, entry);
    await this.timelines.add(unit, entry, alsoOn);
    await this.checkpoints.takeAtInterval(unit, log);
    await this.alerts.watch(unit, entry);
    return entry;
  }
}
