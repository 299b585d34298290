import { defineDatabase } from '@crm/platform';
import { FeedEntry } from './feed/feed-entry.entity.js';
import { FeedHead } from './feed/feed-head.entity.js';
import { Counter } from './home/counter.entity.js';
import { Standing } from './home/standing.entity.js';
import { LiveHead } from './live/live-head.entity.js';
import { LiveSample } from './live/live-sample.entity.js';
import { MailDelivery } from './mail/mail-delivery.entity.js';
import { MailOrigin } from './mail/mail-origin.entity.js';
import { Suppression } from './mail/suppression.entity.js';
import { CreatePortal1764000000000 } from './migrations/1764000000000-create-portal.js';
import { CreateLive1764000000001 } from './migrations/1764000000001-create-live.js';
import { RecordBounces1764000000010 } from './migrations/1764000000010-record-bounces.js';
import { TellWhy1764000000011 } from './migrations/1764000000011-tell-why.js';
import { LeadToTraces1764000000012 } from './migrations/1764000000012-lead-to-traces.js';
import { Announcement } from './notices/announcement.entity.js';
import { Notice } from './notices/notice.entity.js';
import { Departure } from './people/departure.entity.js';
import { Preference } from './preferences/preference.entity.js';
import { StreamTicket } from './streams/stream-ticket.entity.js';

export const database = defineDatabase({
  entities: [
    Announcement,
    Notice,
    Preference,
    Departure,
    MailDelivery,
    MailOrigin,
    Suppression,
    Standing,
    Counter,
    FeedEntry,
    FeedHead,
    LiveHead,
    LiveSample,
    StreamTicket,
  ],
  migrations: [
    CreatePortal1764000000000,
    CreateLive1764000000001,
    RecordBounces1764000000010,
    TellWhy1764000000011,
    LeadToTraces1764000000012,
  ],
});
