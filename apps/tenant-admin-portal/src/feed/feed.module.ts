import { Module } from '@nestjs/common';
import { FeedController } from './feed.controller.js';
import { FeedService } from './feed.service.js';
import { LiveFeed } from './live-feed.js';

@Module({ controllers: [FeedController], providers: [FeedService, LiveFeed], exports: [FeedService] })
export class FeedModule {}
