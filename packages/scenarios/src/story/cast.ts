import type { Person, Tenant } from '../platform/platform.js';

/** Who and what the acts have brought on stage so far. */
export interface Cast {
  tenant: Tenant;
  /** Accepted and stays. */
  admin: Person;
  /** Was a member, becomes an administrator, leaves. */
  leaver: Person;
  /** Receives everything. */
  goodEndpointId: string;
  goodHook: string;
  /** Answers 410 Gone. */
  goneEndpointId: string;
  /** Starts with a new contact. */
  workflowId: string;
  contactId: string;
}
