import { CommandRoute, Tags } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { IsDateString, IsOptional } from 'class-validator';
import { type CutoffsView, TokenCutoffsService } from './token-cutoffs.service.js';

class CutoffsQuery {
  /** `asOf` of the answer before. */
  @IsOptional() @IsDateString() since?: string;
}

@Tags('commands')
@Controller('internal/token-cutoffs')
export class TokenCutoffsController {
  constructor(private readonly cutoffs: TokenCutoffsService) {}

  /** For the gateway, which polls it. */
  @Get()
  @CommandRoute('token-cutoffs')
  list(@Query() { since }: CutoffsQuery): Promise<CutoffsView> {
    return this.cutoffs.since(since === undefined ? undefined : new Date(since));
  }
}
