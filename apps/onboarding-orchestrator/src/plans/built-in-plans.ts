import type { StepTemplate } from './step-template.js';

export const planNames = ['standard', 'enterprise'] as const;
export type PlanName = (typeof planNames)[number];

interface BuiltInPlan {
  readonly name: PlanName;
  readonly title: string;
  readonly expectedDays: number;
  readonly steps: readonly StepTemplate[];
}

const inviteOwner: StepTemplate = {
  key: 'invite-owner',
  title: 'Invite the owner',
  description: 'The owner gets an invitation to sign in.',
  kind: 'automatic',
  task: 'invite-owner',
  required: true,
  skippable: false,
  dueDays: 1,
  after: [],
};

const startTrial: StepTemplate = {
  key: 'start-trial',
  title: 'Start the trial',
  description: 'A trial subscription of the plan is opened.',
  kind: 'automatic',
  task: 'start-trial',
  required: true,
  skippable: false,
  dueDays: 1,
  after: [],
};

const applyDefaultPolicy: StepTemplate = {
  key: 'apply-default-policy',
  title: 'Apply the default policy',
  description: 'The roles and permissions that every tenant begins with are put in place.',
  kind: 'automatic',
  task: 'apply-default-policy',
  required: true,
  skippable: false,
  dueDays: 1,
  after: [],
};

const ownerDetails: StepTemplate = {
  key: 'owner-details',
  title: 'Confirm the company details',
  description: 'Somebody of the company checks its name, address and billing contact.',
  kind: 'manual',
  required: true,
  skippable: true,
  dueDays: 7,
  after: ['invite-owner'],
};

const firstContact: StepTemplate = {
  key: 'first-contact',
  title: 'Add the first contact',
  description: 'A contact is created or imported.',
  kind: 'probed',
  task: 'first-contact',
  required: false,
  skippable: true,
  dueDays: 10,
  after: [],
};

const webhookEndpoint: StepTemplate = {
  key: 'webhook-endpoint',
  title: 'Connect a webhook endpoint',
  description: 'A webhook endpoint is registered.',
  kind: 'probed',
  task: 'webhook-endpoint',
  required: false,
  skippable: true,
  dueDays: 14,
  after: [],
};

const kickOff: StepTemplate = {
  key: 'kick-off',
  title: 'Hold the kick-off meeting',
  description: 'Goals, data sources and the people on both sides are agreed on in a meeting.',
  kind: 'manual',
  required: true,
  skippable: true,
  dueDays: 10,
  after: ['owner-details'],
};

/** The first version of each plan. A version is never edited: running onboardings refer to it. */
export const builtInPlans: readonly BuiltInPlan[] = [
  {
    name: 'standard',
    title: 'Standard onboarding',
    expectedDays: 14,
    steps: [inviteOwner, startTrial, applyDefaultPolicy, ownerDetails, firstContact, webhookEndpoint],
  },
  {
    name: 'enterprise',
    title: 'Guided onboarding',
    expectedDays: 30,
    steps: [
      inviteOwner,
      startTrial,
      applyDefaultPolicy,
      { ...ownerDetails, skippable: false },
      kickOff,
      { ...firstContact, dueDays: 21 },
      { ...webhookEndpoint, dueDays: 28 },
    ],
  },
];
