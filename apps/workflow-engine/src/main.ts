import { runService } from '@crm/platform';
import { service } from './service.js';

await runService(service);
