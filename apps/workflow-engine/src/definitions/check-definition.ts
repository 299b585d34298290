import { type FieldError, isUuid } from '@crm/platform';
import { checkCondition } from './check-condition.js';
import type { Definition } from './definition.js';
import { Findings } from './findings.js';
import { outlineOf } from './outline.js';
import { isAboutContact, triggerNames } from './triggers.js';

const mostSteps = 50;
const deepest = 5;
/** Of the condition and of the steps' outline: a workflow is told as one service event, which holds 256 KiB. */
const mostBytes = 100_000;
/** As integration-gateway takes them: they cannot be taken for one of the platform's own types. */
const webhookType = /^workflow(\.[a-z0-9][a-z0-9_-]{0,62}){1,3}$/;

/** Every mistake of a definition, by its path; none when it can be run. */
export function mistakesOf(definition: { trigger: unknown; condition?: unknown; steps: unknown }): FieldError[] {
  const findings = new Findings();
  const aboutContact = checkTrigger(definition.trigger, findings);
  if (definition.condition !== undefined && definition.condition !== null) {
    checkCondition(definition.condition, 'condition', aboutContact, findings);
  }
  const count = new StepsCheck(aboutContact, findings).list(definition.steps, 'steps', 0);
  if (count > mostSteps) findings.add('steps', 'arrayMaxSize', `must not have more than ${mostSteps} steps in all`);
  if (findings.errors.length === 0) checkSize(definition as Definition, findings);
  return findings.errors;
}

function checkSize({ condition = null, steps }: Definition, findings: Findings): void {
  for (const [path, told] of Object.entries({ condition, steps: steps.map(outlineOf) })) {
    if (Buffer.byteLength(JSON.stringify(told)) > mostBytes) {
      findings.add(path, 'maxBytes', `must not be larger than ${mostBytes} bytes, texts and payloads left out`);
    }
  }
}

function checkTrigger(value: unknown, findings: Findings): boolean {
  const trigger = findings.object(value, 'trigger', ['event', 'changedFields', 'direction']);
  if (!trigger || !findings.oneOf(trigger['event'], 'trigger.event', triggerNames)) return false;
  const { event, changedFields, direction } = trigger;
  if (changedFields !== undefined) {
    if (event !== 'contact.updated') {
      findings.add('trigger.changedFields', 'trigger', 'belongs to contact.updated only');
    }
    for (const [index, field] of (findings.list(changedFields, 'trigger.changedFields', 1, 50) ?? []).entries()) {
      findings.text(field, `trigger.changedFields.${index}`, 100);
    }
  }
  if (direction !== undefined) {
    if (event !== 'health-score.changed') {
      findings.add('trigger.direction', 'trigger', 'belongs to health-score.changed only');
    }
    findings.oneOf(direction, 'trigger.direction', ['up', 'down']);
  }
  return isAboutContact(String(event));
}

class StepsCheck {
  constructor(
    private readonly aboutContact: boolean,
    private readonly findings: Findings,
  ) {}

  /** Answers how many steps there are, those in branches included. */
  list(value: unknown, path: string, depth: number): number {
    if (depth > deepest) {
      this.findings.add(path, 'depth', `must not be nested deeper than ${deepest} branches`);
      return 0;
    }
    const steps = this.findings.list(value, path, depth === 0 ? 1 : 0, mostSteps) ?? [];
    return steps.reduce<number>((sum, step, index) => sum + this.step(step, `${path}.${index}`, depth), 0);
  }

  private step(value: unknown, path: string, depth: number): number {
    const kind: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'kind') : undefined;
    if (!this.findings.oneOf(kind, `${path}.kind`, ['set', 'wait', 'call', 'branch'])) return 1;
    if (kind === 'branch') return 1 + this.branch(value, path, depth);
    if (kind === 'set') this.set(value, path);
    else if (kind === 'wait') this.wait(value, path);
    else this.call(value, path);
    return 1;
  }

  private set(value: unknown, path: string): void {
    const step = this.findings.object(value, path, ['kind', 'fields']);
    if (!this.aboutContact)
      this.findings.add(path, 'aboutContact', 'cannot set fields: the trigger is not about a contact');
    const fields = step?.['fields'];
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields) || Object.keys(fields).length === 0) {
      this.findings.add(`${path}.fields`, 'isObject', 'must be an object with at least one field');
      return;
    }
    for (const [name, item] of Object.entries(fields)) {
      if (item === null || ['string', 'number', 'boolean'].includes(typeof item)) continue;
      this.findings.add(`${path}.fields.${name}`, 'value', 'must be a text, a number, a boolean or null');
    }
  }

  private wait(value: unknown, path: string): void {
    const step = this.findings.object(value, path, ['kind', 'seconds', 'until']);
    if (!step || 'seconds' in step === 'until' in step) {
      this.findings.add(path, 'shape', 'must have either seconds or until');
      return;
    }
    if ('seconds' in step) {
      this.findings.seconds(step['seconds'], `${path}.seconds`);
      return;
    }
    const until = this.findings.object(step['until'], `${path}.until`, ['event', 'condition', 'timeout']);
    if (!until) return;
    if (!this.aboutContact) {
      this.findings.add(`${path}.until`, 'aboutContact', 'cannot wait for a contact: the trigger is not about one');
    }
    this.findings.oneOf(until['event'], `${path}.until.event`, ['contact.updated']);
    this.findings.seconds(until['timeout'], `${path}.until.timeout`);
    if (until['condition'] !== undefined) {
      checkCondition(until['condition'], `${path}.until.condition`, this.aboutContact, this.findings);
    }
  }

  private call(value: unknown, path: string): void {
    const action: unknown = Reflect.get(value as object, 'action');
    if (!this.findings.oneOf(action, `${path}.action`, ['notify', 'webhook'])) return;
    if (action === 'notify') this.notify(value, path);
    else this.webhook(value, path);
  }

  private notify(value: unknown, path: string): void {
    const step = this.findings.object(value, path, ['kind', 'action', 'title', 'text', 'severity', 'userId']) ?? {};
    this.findings.text(step['title'], `${path}.title`, 200);
    this.findings.text(step['text'], `${path}.text`, 2_000);
    if (step['severity'] !== undefined) {
      this.findings.oneOf(step['severity'], `${path}.severity`, ['info', 'medium', 'high', 'critical']);
    }
    if (step['userId'] !== undefined && !isUuid(step['userId'])) {
      this.findings.add(`${path}.userId`, 'isUuid', 'must be a UUID');
    }
  }

  private webhook(value: unknown, path: string): void {
    const step = this.findings.object(value, path, ['kind', 'action', 'type', 'payload']) ?? {};
    if (typeof step['type'] !== 'string' || !webhookType.test(step['type'])) {
      this.findings.add(`${path}.type`, 'matches', 'must be a type such as workflow.deal-won');
    }
    const payload = step['payload'];
    if (payload !== undefined && (typeof payload !== 'object' || payload === null || Array.isArray(payload))) {
      this.findings.add(`${path}.payload`, 'isObject', 'must be an object');
    }
  }

  private branch(value: unknown, path: string, depth: number): number {
    const step = this.findings.object(value, path, ['kind', 'condition', 'then', 'else']) ?? {};
    checkCondition(step['condition'], `${path}.condition`, this.aboutContact, this.findings);
    const otherwise = step['else'] === undefined ? 0 : this.list(step['else'], `${path}.else`, depth + 1);
    return this.list(step['then'], `${path}.then`, depth + 1) + otherwise;
  }
}
