import type { HealthSignal } from './health-signal.entity.js';
import type { ScoreCard } from './score-card.entity.js';
import { type Component, components } from './weights.js';

const dayMs = 86_400_000;
/** A signal counts in full on its day and less every day after, until it is forgotten. */
export const signalLifeDays = 30;
/** A suspended tenant's score is not above this: critical, whatever else is good. */
const suspendedCap = 20;
/** After a reactivation the score may rise from here to full over so many days. */
const ramp = { from: 45, days: 14 } as const;

/** Points lost per signal, as a share of the component. */
const lossPerSignal: Readonly<Record<Exclude<Component, 'onboarding'>, number>> = {
  seats: 0.2,
  administration: 1,
  reachability: 0.25,
  integration: 0.34,
};

export interface BreakdownLine {
  readonly component: Component | 'cap';
  /** Points the component is worth; 0 for the cap, which only takes. */
  readonly weight: number;
  readonly points: number;
  readonly text: string;
}

export interface Computation {
  /** 0 to 100, in hundredths of a point; exactly the sum of the lines. */
  readonly score: number;
  readonly lines: readonly BreakdownLine[];
}

/** Hundredths as whole numbers add up without rounding. */
const hundredths = (points: number): number => Math.round(points * 100);

/** A tenant's score at a moment, from what is known: the same knowledge always gives the same score. */
export function computeScore(card: ScoreCard, signals: readonly HealthSignal[], now: Date): Computation {
  const lines = components.map((component) => {
    const { share, text } =
      component === 'onboarding' ? onboarding(card, now) : fromSignals(component, card, signals, now);
    return { component, weight: card.weights[component], points: hundredths(card.weights[component] * share), text };
  });
  const full = lines.reduce((sum, line) => sum + line.points, 0);
  const limit = capOf(card, now);
  const all =
    limit && hundredths(limit.cap) < full
      ? [...lines, { component: 'cap' as const, weight: 0, points: hundredths(limit.cap) - full, text: limit.text }]
      : lines;
  return {
    score: all.reduce((sum, line) => sum + line.points, 0) / 100,
    lines: all.map((line) => ({ ...line, points: line.points / 100 })),
  };
}

function onboarding(card: ScoreCard, now: Date): { share: number; text: string } {
  if (card.onboardingCompletedAt) return { share: 1, text: 'The onboarding is completed.' };
  if (!card.onboardingStartedAt) return { share: 1, text: 'The onboarding has not started yet.' };
  const expected = Math.max(card.onboardingExpectedDays ?? 0, 1);
  const elapsed = (now.getTime() - card.onboardingStartedAt.getTime()) / dayMs;
  const overdue = Math.max(0, elapsed - expected) / expected;
  const text = `Day ${Math.max(1, Math.ceil(elapsed))} of an onboarding that is expected to take ${expected} days.`;
  return { share: Math.max(0, 1 - overdue), text };
}

function fromSignals(
  component: Exclude<Component, 'onboarding'>,
  card: ScoreCard,
  signals: readonly HealthSignal[],
  now: Date,
): { share: number; text: string } {
  // While a tenant is suspended nothing ages: it could not have done better.
  const at = card.suspendedAt ?? now;
  const own = signals.filter((signal) => signal.component === component);
  const weight = own.reduce((sum, signal) => {
    const age = Math.max(0, at.getTime() - signal.at.getTime()) / dayMs;
    return sum + Math.max(0, 1 - age / signalLifeDays);
  }, 0);
  return { share: Math.max(0, 1 - weight * lossPerSignal[component]), text: sentence(component, own.length) };
}

function sentence(component: Exclude<Component, 'onboarding'>, count: number): string {
  const sentences = {
    seats: count === 0 ? 'No seat was lost lately.' : `${count} seat${count === 1 ? '' : 's'} lost lately.`,
    administration: count === 0 ? 'The tenant has an administrator.' : 'The last administrator has left.',
    reachability: count === 0 ? 'Mails arrive.' : `Mails to ${count} address${count === 1 ? '' : 'es'} do not arrive.`,
    integration: count === 0 ? 'Webhooks arrive.' : `${count} endpoint failure${count === 1 ? '' : 's'} lately.`,
  };
  return sentences[component];
}

function capOf(card: ScoreCard, now: Date): { cap: number; text: string } | undefined {
  if (card.suspendedReason !== null) return { cap: suspendedCap, text: `Suspended: ${card.suspendedReason}` };
  if (!card.reactivatedAt) return undefined;
  const days = Math.max(0, (now.getTime() - card.reactivatedAt.getTime()) / dayMs);
  if (days >= ramp.days) return undefined;
  const cap = ramp.from + ((100 - ramp.from) * days) / ramp.days;
  return { cap, text: `Recovering since the reactivation, day ${Math.floor(days) + 1} of ${ramp.days}.` };
}
