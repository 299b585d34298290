import { type Reason, readAnswer } from '@crm/bounces';
import { ValidationFailed } from '@crm/platform';
import type { ReportedBounce } from './bounces.service.js';

/** A bounce as a mail provider tells it. */
export interface ProviderBounce {
  readonly deliveryId: string;
  readonly recipient: string;
  readonly bounce: ReportedBounce;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The bounces among the events of a provider: Amazon SES, by itself or in a notification of SNS, SendGrid (a list), and
 * Postmark. Other events of theirs are passed over.
 * @throws ValidationFailed for what none of them sends, or what names no mail of ours
 */
export function bouncesOfProvider(body: unknown): ProviderBounce[] {
  const events = Array.isArray(body) ? body : [body];
  return events.flatMap((event, index) => {
    const path = Array.isArray(body) ? `${index}` : '';
    if (!isObject(event)) throw wrong(path, 'isObject', 'must be an event of SES, SendGrid or Postmark');
    return bouncesOf(event, path);
  });
}

function bouncesOf(event: Json, path: string): ProviderBounce[] {
  if (event['Type'] === 'Notification')
    return bouncesOf(inner(event['Message'], join(path, 'Message')), join(path, 'Message'));
  if ('notificationType' in event || 'eventType' in event) return ofSes(event, path);
  if ('RecordType' in event) return ofPostmark(event, path);
  if ('event' in event) return ofSendGrid(event, path);
  throw wrong(path, 'isEvent', 'must be an event of SES, SendGrid or Postmark');
}

function ofSes(event: Json, path: string): ProviderBounce[] {
  if ((event['notificationType'] ?? event['eventType']) !== 'Bounce') return [];
  const [bounce, mail] = [object(event, 'bounce', path), object(event, 'mail', path)];
  const recipients = bounce['bouncedRecipients'];
  if (!Array.isArray(recipients)) throw wrong(join(path, 'bounce.bouncedRecipients'), 'isArray', 'must be a list');
  const common = isObject(mail['commonHeaders']) ? mail['commonHeaders'] : {};
  const deliveryId = idIn([mail['source'], common['messageId'], ...headerValues(mail['headers'])], join(path, 'mail'));
  const permanent = bounce['bounceType'] === 'Permanent';
  return recipients.map((recipient: unknown, index) => {
    const at = join(path, `bounce.bouncedRecipients.${index}`);
    if (!isObject(recipient)) throw wrong(at, 'isObject', 'must be an object');
    const words = [recipient['diagnosticCode'], recipient['status'], bounce['bounceSubType']];
    return { deliveryId, recipient: text(recipient, 'emailAddress', at), bounce: reported(words, permanent) };
  });
}

function ofSendGrid(event: Json, path: string): ProviderBounce[] {
  if (event['event'] !== 'bounce') return [];
  const deliveryId = idIn([event['deliveryId'], event['smtp-id']], join(path, 'smtp-id'));
  // A bounce of the type `blocked` is a refusal that may pass.
  const permanent = event['type'] !== 'blocked';
  return [
    {
      deliveryId,
      recipient: text(event, 'email', path),
      bounce: reported([event['reason'], event['status']], permanent),
    },
  ];
}

const permanentAtPostmark = ['HardBounce', 'BadEmailAddress', 'ManuallyDeactivated'];

function ofPostmark(event: Json, path: string): ProviderBounce[] {
  if (event['RecordType'] !== 'Bounce') return [];
  const metadata = isObject(event['Metadata']) ? event['Metadata'] : {};
  const named = Object.entries(metadata).find(([name]) => name.toLowerCase() === 'deliveryid')?.[1];
  const deliveryId = idIn([named, event['MessageID']], join(path, 'Metadata.deliveryId'));
  const permanent = permanentAtPostmark.includes(String(event['Type']));
  return [
    {
      deliveryId,
      recipient: text(event, 'Email', path),
      bounce: reported([event['Details'], event['Description']], permanent),
    },
  ];
}

/** Reasons that say too little to speak against a provider that knows the address for wrong. */
const vague: ReadonlySet<Reason> = new Set<Reason>([
  'onhold',
  'undefined',
  'filtered',
  'suppressed',
  'delivered',
  'expired',
]);

/** The provider says whether it is for good, the words say why: a full mailbox is not the address's fault whoever says so. */
function reported(words: readonly unknown[], permanent: boolean): ReportedBounce {
  const diagnostic = words
    .filter((word) => typeof word === 'string' && word !== '')
    .join(' ')
    .slice(0, 2_000);
  const { reason, hard, status } = readAnswer(diagnostic, permanent ? 'RCPT' : null);
  if (!permanent) return { reason, hard: false, status, diagnostic };
  return vague.has(reason)
    ? { reason: 'userunknown', hard: true, status, diagnostic }
    : { reason, hard, status, diagnostic };
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** A delivery's id, by itself, in the sender of its envelope or in its Message-ID. */
function idIn(candidates: readonly unknown[], field: string): string {
  for (const candidate of candidates) {
    const found = typeof candidate === 'string' ? uuid.exec(candidate)?.[0] : undefined;
    if (found) return found.toLowerCase();
  }
  throw wrong(field, 'namesDelivery', 'must name a mail by its Message-ID');
}

const headerValues = (headers: unknown): unknown[] =>
  Array.isArray(headers)
    ? headers.flatMap((header: unknown) =>
        isObject(header) && /^message-id$/i.test(String(header['name'])) ? [header['value']] : [],
      )
    : [];

function inner(message: unknown, field: string): Json {
  try {
    const value: unknown = JSON.parse(String(message));
    if (isObject(value)) return value;
  } catch {
    // What is no JSON is no event either.
  }
  throw wrong(field, 'isJson', 'must be an event of SES as JSON');
}

function object(of: Json, name: string, path: string): Json {
  const value = of[name];
  if (!isObject(value)) throw wrong(join(path, name), 'isObject', 'must be an object');
  return value;
}

function text(of: Json, name: string, path: string): string {
  const value = of[name];
  if (typeof value !== 'string' || value === '' || value.length > 320) {
    throw wrong(join(path, name), 'isEmail', 'must be an address');
  }
  return value;
}

const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const join = (path: string, name: string): string => (path ? `${path}.${name}` : name);
const wrong = (field: string, rule: string, message: string): ValidationFailed =>
  new ValidationFailed([{ field, rule, message: `${field || 'The body'} ${message}` }]);
