import { runService } from '@crm/platform';
import { speakerService } from './speaker.js';

await runService(speakerService);
