import { actionOf } from '../steps/actions.js';
import { probeOf } from '../steps/probes.js';
import type { Checklist } from './checklist.js';
import type { Step } from './step.entity.js';

/** What a step waits for and why, in a sentence; null when it waits for nothing. */
export function waitingFor(step: Step, checklist: Checklist): string | null {
  switch (step.status) {
    case 'blocked':
      return `Waits for ${listed(checklist.before(step))}.`;
    case 'open':
      return open(step);
    case 'failed':
      return `Waits for a decision: ${gaveUp(step)} Retry it${step.skippable ? ' or skip it' : ''}.`;
    case 'undoing':
      return undoing(step, checklist);
    case 'undo-failed':
      return `Waits for an operator: ${gaveUp(step)} Retry the undoing, or skip it and leave the effect in place.`;
    default:
      return null;
  }
}

/** What the whole onboarding waits for; null when it is over. */
export function onboardingWaitingFor(checklist: Checklist): string | null {
  const { status } = checklist.onboarding;
  const waits = (step: Step): boolean =>
    status === 'running'
      ? step.required && !step.settled && step.status !== 'blocked'
      : status === 'aborting' && (step === checklist.nextToUndo || step.status === 'undo-failed');
  const sentences = checklist.steps.filter(waits).map((step) => `${step.title}: ${waitingFor(step, checklist)}`);
  return sentences.length === 0 ? null : sentences.join(' ');
}

function open(step: Step): string {
  if (step.kind === 'manual') return `Waits for a person: ${step.description || step.title}`;
  if (step.kind === 'automatic') return `Waits for ${serviceOf(step)}${nextTry(step)}`;
  return `Waits until ${serviceOf(step)} has one: ${step.description || step.title}${nextLook(step)}`;
}

function undoing(step: Step, checklist: Checklist): string {
  if (step !== checklist.nextToUndo) return 'Waits to be undone after the steps that came later.';
  return `Waits for ${serviceOf(step)} to undo it${nextTry(step)}`;
}

function nextTry({ attempts, lastError, nextTryAt }: Step): string {
  if (lastError === null) return attempts === 0 ? '; it is asked now.' : ' to answer.';
  return `; try ${attempts} came to nothing, the next is at ${nextTryAt?.toISOString()}. ${lastError}`;
}

function nextLook({ lastError, nextTryAt }: Step): string {
  if (!nextTryAt) return '';
  return ` The next look is at ${nextTryAt.toISOString()}.${lastError === null ? '' : ` ${lastError}`}`;
}

function gaveUp({ refusals, lastError }: Step): string {
  return refusals > 0 ? `it was refused ${refusals} times. ${lastError}` : String(lastError);
}

function serviceOf({ task }: Step): string {
  return (actionOf(task) ?? probeOf(task))?.service ?? 'another service';
}

function listed(steps: readonly Step[]): string {
  const names = steps.map((step) => `“${step.title}”${step.status === 'failed' ? ' (which has failed)' : ''}`);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
