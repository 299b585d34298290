import type { DeliverySettings, DeliveryStatus } from './delivery-settings.entity.js';

export interface DeliverySettingsView {
  tenantId: string;
  /** held: the tenant is suspended and nothing is sent; closed: it is gone for good. */
  status: DeliveryStatus;
  heldReason: string | null;
  heldAt: Date | null;
  closedAt: Date | null;
  /** Messages that wait for a release; after a reactivation they are released in order. */
  heldMessages: number;
  /** Longest pause before each retry, in seconds. */
  retrySchedule: number[];
  firstSecret: { provisioned: boolean; usedBy: string | null };
  onboardingCompletedAt: Date | null;
  createdAt: Date;
}

export function viewOfSettings(
  settings: DeliverySettings,
  heldMessages: number,
  retrySchedule: number[],
): DeliverySettingsView {
  const { tenantId, status, heldReason, heldAt, closedAt, onboardingCompletedAt, createdAt } = settings;
  return {
    tenantId,
    status,
    heldReason,
    heldAt,
    closedAt,
    heldMessages,
    retrySchedule,
    firstSecret: { provisioned: settings.firstSecret !== null, usedBy: settings.firstSecretUsedBy },
    onboardingCompletedAt,
    createdAt,
  };
}
