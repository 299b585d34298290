import { defineProblem, mapPage, newId, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Contact } from '../contacts/contact.entity.js';
import { IdentityRulesService } from '../identity-rules/identity-rules.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { teamMemberIds } from '../team-members/count-contacts.js';
import { candidatePairs, type Pair } from './candidates.js';
import { type DuplicatesQuery, type DuplicateView, viewOfDuplicate } from './duplicate.dto.js';
import { DuplicateSuggestion } from './duplicate-suggestion.entity.js';
import { matchOf } from './match-score.js';

export const DuplicateNotFound = defineProblem('duplicate-not-found', 404, 'There is no such suggestion');

/** Pairs that are less likely than this to be one person are not suggested. */
const suggestedFrom = 0.7;

@Injectable()
export class DuplicatesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: IdentityRulesService,
  ) {}

  /**
   * Brings the suggestions that these contacts are part of up to date; does the same when it is repeated. Looks at one
   * tenant follow each other, or one could remove what another has found meanwhile.
   */
  async look({ manager, tenantId }: UnitOfWork, contactIds: readonly string[]): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`find-duplicates ${tenantId}`]);
    const kinds = await this.rules.kindsFor(manager, 'suggests');
    const pairs = await candidatePairs(manager, contactIds, kinds);
    const contacts = await contactsOf(manager, pairs);
    const foundAt = new Date();
    const found = pairs.flatMap(({ firstId, secondId }) => {
      const [first, second] = [contacts.get(firstId), contacts.get(secondId)];
      const match = first && second && matchOf(first, second);
      if (!match || match.score < suggestedFrom) return [];
      return [{ id: newId(), tenantId, firstId, secondId, ...match, evidence: [...match.evidence], foundAt }];
    });
    await manager.query(
      `DELETE FROM duplicate_suggestion WHERE status = 'open' AND (first_id = ANY($1) OR second_id = ANY($1))
         AND (first_id, second_id) NOT IN (SELECT * FROM unnest($2::uuid[], $3::uuid[]))`,
      [contactIds, found.map(({ firstId }) => firstId), found.map(({ secondId }) => secondId)],
    );
    await this.keep(manager, found);
  }

  /** Open suggestions between contacts that still exist; team members are left out. Newest first. */
  list(tenantId: string, query: DuplicatesQuery): Promise<Page<DuplicateView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const builder = manager
        .createQueryBuilder(DuplicateSuggestion, 'pair')
        .where('pair.status = :status AND pair.score >= :minScore', query);
      for (const side of ['pair.first_id', 'pair.second_id']) {
        builder
          .andWhere(`EXISTS (SELECT FROM contact c WHERE c.id = ${side})`)
          .andWhere(`${side} NOT IN (${teamMemberIds})`);
      }
      const { contactId } = query;
      if (contactId) builder.andWhere('(pair.first_id = :contactId OR pair.second_id = :contactId)', { contactId });
      const page = await pageOf(builder, 'pair', query);
      const contacts = await contactsOf(manager, page.items);
      return mapPage(page, (pair) => viewOfDuplicate(pair, contacts));
    });
  }

  /** The pair is not suggested again. Dismissing twice changes nothing. */
  dismiss(tenantId: string, id: string, actor: string): Promise<DuplicateView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const pair = await manager.findOne(DuplicateSuggestion, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!pair) throw new DuplicateNotFound();
      if (pair.status === 'open') await manager.save(Object.assign(pair, { status: 'dismissed', dismissedBy: actor }));
      return viewOfDuplicate(pair, await contactsOf(manager, [pair]));
    });
  }

  private async keep(
    manager: EntityManager,
    found: readonly Omit<DuplicateSuggestion, 'status' | 'dismissedBy'>[],
  ): Promise<void> {
    if (found.length === 0) return;
    await manager.query(
      `INSERT INTO duplicate_suggestion (id, tenant_id, first_id, second_id, score, evidence, found_at, status)
       SELECT id, $1, first_id, second_id, score, evidence, $2, 'open'
       FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::float8[], $7::jsonb[])
         AS found(id, first_id, second_id, score, evidence)
       ON CONFLICT (tenant_id, first_id, second_id) DO UPDATE SET score = excluded.score, evidence = excluded.evidence`,
      [
        found[0]?.tenantId,
        found[0]?.foundAt,
        found.map(({ id }) => id),
        found.map(({ firstId }) => firstId),
        found.map(({ secondId }) => secondId),
        found.map(({ score }) => score),
        found.map(({ evidence }) => JSON.stringify(evidence)),
      ],
    );
  }
}

async function contactsOf(manager: EntityManager, pairs: readonly Pair[]): Promise<Map<string, Contact>> {
  const ids = new Set(pairs.flatMap(({ firstId, secondId }) => [firstId, secondId]));
  const contacts = await manager.findBy(Contact, { id: In([...ids]) });
  return new Map(contacts.map((contact) => [contact.id, contact]));
}
