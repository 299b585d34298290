import { Requires } from '@crm/events';
import { IfMatch, type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ReweighDto, type ScoreCardView, type ScoreChangeView } from './score-card.dto.js';
import { ScoreCardsService } from './score-cards.service.js';

@Tags('health')
@Controller('v1/health')
export class ScoreCardsController {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  /** The tenant's score with the breakdown that it is the sum of. */
  @Get('score')
  @Requires('health:read')
  score(@TenantId() tenantId: string): Promise<ScoreCardView> {
    return this.scoreCards.read(tenantId);
  }

  /** Movements of the score, newest first. */
  @Get('history')
  @Requires('health:read')
  history(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<ScoreChangeView>> {
    return this.scoreCards.history(tenantId, query);
  }

  /** Replaces the weights of the components. */
  @Put('weights')
  @Requires('health:update')
  reweigh(
    @TenantId() tenantId: string,
    @Body() body: ReweighDto,
    @IfMatch() expected: number | undefined,
  ): Promise<ScoreCardView> {
    return this.scoreCards.reweigh(tenantId, body.weights, expected);
  }
}
