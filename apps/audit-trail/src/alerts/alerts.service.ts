import { AuditAlertTriggered } from '@crm/events';
import { newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Between, LessThanOrEqual, MoreThan, MoreThanOrEqual } from 'typeorm';
import { AuditConfig } from '../config.js';
import { Entry } from '../entries/entry.entity.js';
import type { UnitOfWork } from '../messaging.js';
import { Timeline } from '../timelines/timeline.entity.js';
import { Alert } from './alert.entity.js';
import { RuleMatch } from './rule-match.entity.js';
import { type Rule, rulesWith } from './rules.js';
import { badSeries, fullWindow, type Window } from './windows.js';

/** Entries that an alert names at most; the contract of the event allows no more. */
const mostEntries = 100;

/** Looks at every entry with the rules. Called under the lock on the log's head, so one entry of a tenant at a time. */
@Injectable()
export class AlertsService {
  private readonly rules: readonly Rule[];

  constructor({ AUDIT_RULES }: AuditConfig) {
    this.rules = rulesWith(AUDIT_RULES);
  }

  async watch(unit: UnitOfWork, entry: Entry): Promise<void> {
    for (const rule of this.rules) {
      if (rule.on.includes(entry.type)) await this.apply(unit, rule, entry);
    }
  }

  /** The user is deactivated since `at`: deeds after it that were told before count now. */
  async watchAgain(unit: UnitOfWork, actor: string, at: Date): Promise<void> {
    const later = await unit.manager.find(Entry, { where: { actor, at: MoreThan(at) }, order: { position: 'ASC' } });
    for (const rule of this.rules.filter(({ kind }) => kind === 'frozen')) {
      for (const entry of later) if (rule.on.includes(entry.type)) await this.apply(unit, rule, entry);
    }
  }

  private async apply(unit: UnitOfWork, rule: Rule, entry: Entry): Promise<void> {
    const { manager, tenantId } = unit;
    const verdict = rule.verdict(entry, rule);
    if (!verdict || (rule.kind === 'frozen' && !(await isAfterTheEnd(unit, entry)))) return;
    const groupKey = rule.groupOf(entry);
    const match = { tenantId, rule: rule.key, entryId: entry.id, groupKey, bad: verdict === 'bad', at: entry.at };
    await manager.createQueryBuilder().insert().into(RuleMatch).values(match).orIgnore().execute();
    if (verdict === 'good') return;
    const window = rule.kind === 'series' ? await series(unit, rule, match) : await crowd(unit, rule, match);
    if (window) await this.raise(unit, rule, groupKey, entry, window);
  }

  private async raise(unit: UnitOfWork, rule: Rule, groupKey: string, entry: Entry, window: Window): Promise<void> {
    const { tenantId } = unit;
    const alert = {
      id: newId(),
      tenantId,
      rule: rule.key,
      groupKey,
      severity: rule.severity,
      suspect: entry.actor,
      summary: rule.summary(window.matches.length, entry).slice(0, 300).toWellFormed(),
      entryIds: window.matches.slice(0, mostEntries).map(({ entryId }) => entryId),
      windowStart: window.start,
      windowEnd: window.end,
      triggeredAt: new Date(),
      status: 'open' as const,
      acknowledgedBy: null,
      acknowledgedAt: null,
      note: null,
    };
    await unit.manager.insert(Alert, alert);
    unit.publish(AuditAlertTriggered, {
      tenantId,
      alertId: alert.id,
      rule: alert.rule,
      severity: alert.severity,
      suspect: alert.suspect,
      summary: alert.summary,
      entryIds: alert.entryIds,
      windowStart: alert.windowStart.toISOString(),
      windowEnd: alert.windowEnd.toISOString(),
    });
  }
}

async function isAfterTheEnd({ manager }: UnitOfWork, { actor, at }: Entry): Promise<boolean> {
  const timeline = await manager.findOneBy(Timeline, { kind: 'user', id: actor.replace(/^user:/, '') });
  return timeline?.frozenAt != null && at > timeline.frozenAt;
}

/** Matches close to the new one, without those that an alert has been raised for. */
async function crowd({ manager }: UnitOfWork, rule: Rule, match: RuleMatch): Promise<Window | undefined> {
  const { groupKey, at } = match;
  const windowMs = rule.windowSeconds * 1_000;
  const threshold = rule.kind === 'each' ? 1 : rule.threshold;
  const [from, to] = [new Date(at.getTime() - windowMs), new Date(at.getTime() + windowMs)];
  const alerted = await manager.findBy(Alert, {
    rule: rule.key,
    groupKey,
    windowStart: LessThanOrEqual(to),
    windowEnd: MoreThanOrEqual(from),
  });
  const isFree = (when: Date): boolean =>
    alerted.every(({ windowStart, windowEnd }) => when < windowStart || when > windowEnd);
  // Whoever goes on after an alert is not looked at again and again.
  if (!isFree(at)) return undefined;
  const near = await manager.findBy(RuleMatch, { rule: rule.key, groupKey, bad: true, at: Between(from, to) });
  return fullWindow(
    near.filter((each) => isFree(each.at)),
    match.entryId,
    threshold,
    windowMs,
  );
}

/** The row of bad ones around the new one, unless an alert has been raised for it. */
async function series({ manager }: UnitOfWork, rule: Rule, match: RuleMatch): Promise<Window | undefined> {
  const { groupKey, at } = match;
  const of = { rule: rule.key, groupKey };
  const good = { ...of, bad: false };
  const before = await manager.findOne(RuleMatch, {
    where: { ...good, at: LessThanOrEqual(at) },
    order: { at: 'DESC' },
  });
  const after = await manager.findOne(RuleMatch, { where: { ...good, at: MoreThan(at) }, order: { at: 'ASC' } });
  const range = Between(before?.at ?? new Date(0), after?.at ?? new Date(8.64e14));
  // Asked first, as a series that goes on for weeks is not to be read again with every run.
  if (await manager.existsBy(Alert, { ...of, windowStart: range })) return undefined;
  return badSeries(await manager.findBy(RuleMatch, { ...of, at: range }), match.entryId, rule.threshold);
}
