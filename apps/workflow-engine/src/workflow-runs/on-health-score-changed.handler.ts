import { EventHandler, type EventOf, HealthScoreChanged } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { EnrolmentsService } from './enrolments.service.js';

/** Starts on the crossing of a band, in the direction that the workflow asks for. */
@EventHandler()
export class OnHealthScoreChanged {
  constructor(private readonly enrolments: EnrolmentsService) {}

  @Handles(HealthScoreChanged)
  async handle({ id, type, hopcount, data }: EventOf<typeof HealthScoreChanged>, unit: UnitOfWork): Promise<void> {
    const occasion = { trigger: 'health-score.changed', type, hopCount: hopcount, key: id, data: { ...data } } as const;
    await this.enrolments.start(unit, occasion, ({ definition: { trigger } }) => {
      return trigger.direction === undefined || trigger.direction === data.direction;
    });
  }
}
