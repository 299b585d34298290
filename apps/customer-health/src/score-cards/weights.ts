export const components = ['onboarding', 'seats', 'administration', 'reachability', 'integration'] as const;
export type Component = (typeof components)[number];

/** Points that each component is worth; they add up to 100. */
export type Weights = Readonly<Record<Component, number>>;

export const defaultWeights: Weights = {
  onboarding: 30,
  seats: 20,
  administration: 15,
  reachability: 15,
  integration: 20,
};
