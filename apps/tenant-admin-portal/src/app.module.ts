import { Module } from '@nestjs/common';
import { ConsoleModule } from './console/console.module.js';
import { FeedModule } from './feed/feed.module.js';
import { HomeModule } from './home/home.module.js';
import { LiveModule } from './live/live.module.js';
import { MailModule } from './mail/mail.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { PeopleModule } from './people/people.module.js';
import { PreferencesModule } from './preferences/preferences.module.js';
import { TracesModule } from './traces/traces.module.js';

@Module({
  imports: [
    ConsoleModule,
    FeedModule,
    HomeModule,
    LiveModule,
    MailModule,
    NoticesModule,
    PeopleModule,
    PreferencesModule,
    TracesModule,
  ],
})
export class AppModule {}
