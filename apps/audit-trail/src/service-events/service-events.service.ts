import { otherSpellings } from '@crm/events';
import type { Caller } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Entry } from '../entries/entry.entity.js';
import { Transactions } from '../messaging.js';
import { broughtEvent } from './brought-event.js';
import { type RecordServiceEventDto, type ServiceEventView, viewOfServiceEvent } from './service-event.dto.js';
import { ServiceEventTrailService } from './service-event-trail.service.js';
import type { ServiceEventPage, ServiceEventsQuery } from './service-events-query.dto.js';

/** The service events among a tenant's entries. */
@Injectable()
export class ServiceEventsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly trail: ServiceEventTrailService,
  ) {}

  /** Newest first by the time that their tellers said, then by their places in the log. */
  list(tenantId: string, query: ServiceEventsQuery): Promise<ServiceEventPage> {
    const { 'page[size]': perPage, 'page[number]': page } = query;
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const found = manager.createQueryBuilder(Entry, 'entry');
      narrow(found, query);
      const [entries, total] = await found
        .orderBy('entry.at', 'DESC')
        .addOrderBy('entry.position', 'DESC')
        .skip((page - 1) * perPage)
        .take(perPage)
        .getManyAndCount();
      const totalPages = Math.ceil(total / perPage);
      return { data: entries.map(viewOfServiceEvent), meta: { page, perPage, total, totalPages } };
    });
  }

  record(tenantId: string, body: RecordServiceEventDto, by: Caller): Promise<ServiceEventView> {
    return this.transactions.inTenant(tenantId, async (unit) =>
      viewOfServiceEvent(await this.trail.record(unit, broughtEvent(body, tenantId, by), by.actor)),
    );
  }
}

function narrow(found: SelectQueryBuilder<Entry>, query: ServiceEventsQuery): void {
  const { 'filter[service]': service, 'filter[name]': name, 'filter[user]': user } = query;
  const { 'filter[from]': from, 'filter[to]': to, 'filter[payload]': members } = query;
  // The types of the map's events, and theirs alone, begin like this; as the index says it.
  found.where("entry.type NOT LIKE 'crm.%'");
  if (service !== undefined) found.andWhere("entry.detail ->> 'serviceName' = :service", { service });
  if (name !== undefined) found.andWhere('entry.type = :type', { type: otherSpellings[name] ?? name });
  if (user !== undefined) found.andWhere('entry.actor IN (:...actors)', { actors: actorsOf(user) });
  if (from !== undefined) found.andWhere('entry.at >= :from', { from: new Date(from) });
  if (to !== undefined) found.andWhere('entry.at < :to', { to: new Date(to) });
  for (const [index, filter] of members.entries()) narrowByMember(found, filter, index);
}

/** `<member>=<text>`; `user` and `tenant` are members of the payload that an entry keeps elsewhere. */
function narrowByMember(found: SelectQueryBuilder<Entry>, filter: string, index: number): void {
  const [, member = '', text = ''] = /^([^=]*)=(.*)$/s.exec(filter) ?? [];
  const [path, value] = [`path${index}`, `text${index}`];
  if (member === 'user') {
    found.andWhere(`entry.actor IN (:...${value})`, { [value]: actorsOf(text) });
  } else if (member === 'tenant') {
    found.andWhere(`CAST(entry.tenant_id AS text) = :${value}`, { [value]: text });
  } else {
    const parameters = { [path]: member.split('.'), [value]: text };
    found.andWhere(`entry.detail -> 'payload' #>> CAST(:${path} AS text[]) = :${value}`, parameters);
  }
}

/** How the log names whom the bus calls `user`: by the kind, too. */
function actorsOf(user: string): string[] {
  return [user, `user:${user}`];
}
