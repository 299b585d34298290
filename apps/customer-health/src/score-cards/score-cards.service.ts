import { type HealthReason, HealthScoreChanged } from '@crm/events';
import { assertVersion, mapPage, newId, type Page, type PageQuery, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { HealthConfig } from '../config.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { PortfolioEntry } from '../portfolio/portfolio-entry.entity.js';
import { bandOf, isAbove } from './bands.js';
import { HealthSignal, type SignalComponent } from './health-signal.entity.js';
import { type Computation, computeScore } from './score.js';
import { type ScoreCardView, type ScoreChangeView, viewOfCard, viewOfChange } from './score-card.dto.js';
import { ScoreCard } from './score-card.entity.js';
import { NoScoreCard } from './score-card.errors.js';
import { ScoreChange } from './score-change.entity.js';
import type { Weights } from './weights.js';

export const recomputeTimer = 'recompute-score';
/** As many movements as a line in a list can show. */
const recentMovements = 24;

/** Keeps the score cards: every change of what is known is followed by a new score in the same transaction. */
@Injectable()
export class ScoreCardsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: HealthConfig,
  ) {}

  /**
   * Changes what is known of a tenant and computes the score anew. The card is made when the tenant has none yet, since
   * events of several services arrive in any order. A churned tenant's card does not change any more.
   */
  async learn(unit: UnitOfWork, cause: string, change: (card: ScoreCard) => void | Promise<void>): Promise<void> {
    const card = await this.lockedCard(unit.manager, unit.tenantId);
    if (card.status === 'churned') return;
    await change(card);
    await this.recompute(unit, card, cause);
    await unit.schedule({
      kind: recomputeTimer,
      key: unit.tenantId,
      dueAt: new Date(Date.now() + this.config.RECOMPUTE_SECONDS * 1_000),
    });
  }

  /** Keeps a signal once per key; the same one again, or late, changes nothing. */
  async addSignal(unit: UnitOfWork, component: SignalComponent, key: string, at: Date): Promise<void> {
    await unit.manager
      .createQueryBuilder()
      .insert()
      .into(HealthSignal)
      .values({ tenantId: unit.tenantId, component, key, at })
      .orIgnore()
      .execute();
  }

  /** Ends a tenant's card with its last score and the outcome "churned". */
  async close(unit: UnitOfWork, revision: number, at: Date): Promise<void> {
    const card = await this.lockedCard(unit.manager, unit.tenantId);
    const closed = card.applyLifecycle(revision, () => {
      card.status = 'churned';
      card.closedAt = at;
    });
    if (!closed) return;
    await unit.manager.save(card);
    await this.note(unit.manager, card, 'The tenant has churned.', card.score);
    await unit.unschedule(recomputeTimer, unit.tenantId);
  }

  read(tenantId: string): Promise<ScoreCardView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const card = await this.card(manager, tenantId);
      return viewOfCard(card, computeScore(card, await manager.find(HealthSignal), momentOf(card)));
    });
  }

  history(tenantId: string, query: PageQuery): Promise<Page<ScoreChangeView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) =>
      mapPage(await pageOf(manager.createQueryBuilder(ScoreChange, 'change'), 'change', query), viewOfChange),
    );
  }

  /** Replaces the weights and computes the score by them. */
  reweigh(tenantId: string, weights: Weights, expected: number | undefined): Promise<ScoreCardView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const card = await this.card(unit.manager, tenantId, true);
      assertVersion(card.version, expected);
      card.weights = weights;
      card.version += 1;
      const computation = await this.recompute(unit, card, 'The weights were changed.');
      return viewOfCard(card, computation);
    });
  }

  private async card(manager: EntityManager, tenantId: string, lock = false): Promise<ScoreCard> {
    const card = await manager.findOne(ScoreCard, {
      where: { tenantId },
      ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}),
    });
    if (!card) throw new NoScoreCard('It appears as soon as the tenant has been created.');
    return card;
  }

  private async lockedCard(manager: EntityManager, tenantId: string): Promise<ScoreCard> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(ScoreCard)
      .values(ScoreCard.open(tenantId, new Date()))
      .orIgnore()
      .execute();
    return this.card(manager, tenantId, true);
  }

  private async recompute(unit: UnitOfWork, card: ScoreCard, cause: string): Promise<Computation> {
    const computation = computeScore(card, await unit.manager.find(HealthSignal), new Date());
    const before = { score: card.score, band: card.band };
    card.score = computation.score;
    card.band = bandOf(computation.score, card.band);
    card.computedAt = new Date();
    if (!card.inGrace) card.baseline ??= card.score;
    if (card.band !== before.band) {
      card.bandRevision += 1;
      unit.publish(HealthScoreChanged, {
        tenantId: card.tenantId,
        score: card.score,
        previousScore: before.score,
        band: card.band,
        previousBand: before.band,
        direction: isAbove(card.band, before.band) ? 'up' : 'down',
        reasons: reasonsOf(computation),
        revision: card.bandRevision,
        at: card.computedAt.toISOString(),
      });
    }
    await unit.manager.save(card);
    await this.note(unit.manager, card, cause, before.score);
    return computation;
  }

  private async note(manager: EntityManager, card: ScoreCard, cause: string, previousScore: number): Promise<void> {
    const { tenantId, score, band, status } = card;
    const at = new Date();
    await manager.insert(ScoreChange, { id: newId(), tenantId, score, band, cause, at });
    const recent = await manager.find(ScoreChange, { order: { id: 'DESC' }, take: recentMovements });
    const recentScores = recent.map((change) => change.score).reverse();
    const entry = { tenantId, score, previousScore, recentScores, band, status, at };
    await manager.upsert(PortfolioEntry, entry, ['tenantId']);
  }
}

/** A closed card shows the score that it was closed with. */
function momentOf(card: ScoreCard): Date {
  return card.closedAt ?? new Date();
}

/** What takes most from a full score, strongest first. */
function reasonsOf({ lines }: Computation): HealthReason[] {
  return lines
    .map((line) => ({
      component: line.component,
      points: Math.round((line.points - line.weight) * 100) / 100,
      text: line.text,
    }))
    .filter((reason) => reason.points < 0)
    .sort((a, b) => a.points - b.points);
}
