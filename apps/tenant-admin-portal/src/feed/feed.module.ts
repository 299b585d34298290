import { Module } from '@nestjs/common';
import { StreamsModule } from '../streams/streams.module.js';
import { FeedController } from './feed.controller.js';
import { FeedService } from './feed.service.js';
import { LiveFeed } from './live-feed.js';

@Module({
  imports: [StreamsModule],
  controllers: [FeedController],
  providers: [FeedService, LiveFeed],
  exports: [FeedService],
})
export class FeedModule {}
