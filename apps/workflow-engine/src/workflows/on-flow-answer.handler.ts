import { EventHandler, type HeardServiceEvent, serviceOfSource } from '@crm/events';
import { isUuid } from '@crm/platform';
import { WorkflowConfig } from '../config.js';
import { HandlesServiceEvents, messaging, type UnitOfWork } from '../messaging.js';
import { ActivationsService, type FlowAnswer } from './activations.service.js';

const longestReason = 500;

/** Another orchestrator has answered. Our own answers come over the bus as well, and are old news. */
@EventHandler()
export class OnFlowAnswer {
  constructor(
    private readonly activations: ActivationsService,
    private readonly config: WorkflowConfig,
  ) {}

  @HandlesServiceEvents()
  async handle({ type, source, data }: HeardServiceEvent, unit: UnitOfWork): Promise<void> {
    const isOwn = serviceOfSource(source) === messaging.service;
    if (this.config.ORCHESTRATOR === 'internal' || isOwn || !isUuid(data['id'])) return;
    const name = type as FlowAnswer['name'];
    await this.activations.take(unit, { name, id: data['id'], reason: reasonOf(data['reason']) });
  }
}

/** Others write it: it may be anything. */
function reasonOf(value: unknown): string {
  const text = typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, longestReason) : '';
  return text || 'The orchestrator did not say why it failed.';
}
