import { runProcess } from '@crm/platform/process';

await runProcess(() => import('./service.js'));
