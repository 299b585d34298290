import { BulkImportCompleted, EventHandler, type EventOf } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { BuiltInsService } from '../workflows/built-ins.service.js';
import { EnrolmentsService } from './enrolments.service.js';

/** One run per import, with its counts: of the built-in workflow, and of each that the tenant made for it. */
@EventHandler()
export class OnBulkImportCompleted {
  constructor(
    private readonly enrolments: EnrolmentsService,
    private readonly builtIns: BuiltInsService,
  ) {}

  @Handles(BulkImportCompleted)
  async handle({ type, hopcount, data }: EventOf<typeof BulkImportCompleted>, unit: UnitOfWork): Promise<void> {
    const trigger = 'bulk-import.completed';
    const occasion = { trigger, type, hopCount: hopcount, key: data.importId, data: { ...data } } as const;
    const imports = await this.builtIns.ofTenant(unit, 'imports');
    if (imports.status === 'active') await this.enrolments.enrol(unit, imports, occasion);
    await this.enrolments.start(unit, occasion);
  }
}
