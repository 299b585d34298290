import {
  type HeardServiceEvent,
  longestEnvelope,
  otherSpellings,
  readEnvelope,
  type ServiceEnvelope,
  toServiceEvent,
  Unprocessable,
} from '@crm/events';
import { type Caller, currentContext, newId, PayloadTooLarge, ValidationFailed } from '@crm/platform';
import { attributesOf } from './attributes-of.js';
import { isOurService } from './our-services.js';
import type { RecordServiceEventDto } from './service-event.dto.js';
import { NotThatService } from './service-event.errors.js';

const mostBytes = longestEnvelope * 2;

/**
 * What somebody brings by the API as the event that it would have been on the bus, whose limits hold here too.
 *
 * @throws ValidationFailed, NotThatService, PayloadTooLarge
 */
export function broughtEvent(body: RecordServiceEventDto, tenantId: string, by: Caller): HeardServiceEvent {
  const { name, serviceName, createdAt = Date.now() } = body.headers;
  if (isOurService(serviceName)) throw new NotThatService(`Only ${serviceName} itself may speak as ${serviceName}.`);
  const filed = otherSpellings[name] ?? name;
  const envelope = checked({
    headers: { name: filed, serviceName, createdAt },
    payload: { tenant: tenantId, ...body.payload },
  });
  const { user, tenant, id: named } = envelope.payload;
  if (tenant.toLowerCase() !== tenantId) {
    throw refusal('payload.tenant', 'ownTenant', "payload.tenant must be the caller's own");
  }
  const id = newId();
  const subject = typeof named === 'string' && named !== '' && named.length <= 255 ? named : tenantId;
  const attributes = attributesOf(id, subject, currentContext()?.correlationId ?? id);
  const event = toServiceEvent({ envelope, attributes });
  return {
    ...event,
    tenantid: tenantId,
    actor: user === undefined ? by.actor : event.actor,
    ...(filed === name ? {} : { originalname: name }),
  };
}

function checked(said: ServiceEnvelope): ServiceEnvelope {
  const bytes = Buffer.byteLength(JSON.stringify(said));
  if (bytes > mostBytes) throw new PayloadTooLarge(`${bytes} bytes are more than a service event may have.`);
  try {
    return readEnvelope({ ...said });
  } catch (error) {
    if (!(error instanceof Unprocessable)) throw error;
    // Its sentences begin with what they are about.
    throw refusal(error.message.split(' ', 1)[0] ?? '', error.reason, error.message);
  }
}

function refusal(field: string, rule: string, message: string): ValidationFailed {
  return new ValidationFailed([{ field, rule, message }]);
}
