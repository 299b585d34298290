import { Module } from '@nestjs/common';
import { PortfolioModule } from './portfolio/portfolio.module.js';
import { ScoreCardsModule } from './score-cards/score-cards.module.js';

@Module({ imports: [ScoreCardsModule, PortfolioModule] })
export class AppModule {}
