import { defineDatabase } from '@crm/platform';
import { Alert } from './alerts/alert.entity.js';
import { RuleMatch } from './alerts/rule-match.entity.js';
import { Checkpoint } from './checkpoints/checkpoint.entity.js';
import { Entry } from './entries/entry.entity.js';
import { Log } from './logs/log.entity.js';
import { CreateAudit1764000000000 } from './migrations/1764000000000-create-audit.js';
import { IndexServiceEvents1764000000001 } from './migrations/1764000000001-index-service-events.js';
import { Person } from './people/person.entity.js';
import { Timeline } from './timelines/timeline.entity.js';
import { TimelineEntry } from './timelines/timeline-entry.entity.js';

export const database = defineDatabase({
  entities: [Log, Entry, Checkpoint, Timeline, TimelineEntry, Person, RuleMatch, Alert],
  migrations: [CreateAudit1764000000000, IndexServiceEvents1764000000001],
});
