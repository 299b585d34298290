import { EventHandler, type EventOf, PermissionPolicyChanged } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { PoliciesService } from './policies.service.js';

/** Tokens minted under the older policy are stale; who lost administrative power signs in again. */
@EventHandler()
export class OnPermissionPolicyChanged {
  constructor(private readonly policies: PoliciesService) {}

  @Handles(PermissionPolicyChanged)
  async handle({ data }: EventOf<typeof PermissionPolicyChanged>, unit: UnitOfWork): Promise<void> {
    await this.policies.apply(unit, data);
  }
}
