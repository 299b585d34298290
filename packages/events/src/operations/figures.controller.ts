import { CommandRoute } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import type { ServiceFigures } from '../commands.js';
import { FiguresService } from './figures.service.js';

/** Every service answers it: what the operators' console shows live is made of these. */
@Controller()
export class FiguresController {
  constructor(private readonly figures: FiguresService) {}

  @CommandRoute('figures')
  @Get('internal/figures')
  read(): Promise<ServiceFigures> {
    return this.figures.read();
  }
}
