import type { CommandsOf } from '@crm/events';
import type { Commands } from '@crm/platform';
import type { Onboarding } from '../checklists/onboarding.entity.js';
import type { ActionName } from '../plans/step-template.js';

/** The part of the commands table that this service may call. */
export type OnboardingCommands = Commands<CommandsOf<'onboarding-orchestrator'>>;

export interface ActionCall {
  readonly commands: OnboardingCommands;
  readonly tenantId: string;
  /** Onboarding and step: however often the call is repeated, its effect is one. */
  readonly idempotencyKey: string;
}

interface Action {
  /** Who is asked. */
  readonly service: string;
  run(call: ActionCall, onboarding: Onboarding): Promise<Record<string, unknown>>;
  /** Takes back what `run` has done; absent where nothing has to be. */
  undo?(call: ActionCall, result: Record<string, unknown>): Promise<void>;
}

/** What each automatic step does, and beside it how an abort takes it back. */
export const actions: Readonly<Record<ActionName, Action>> = {
  'invite-owner': {
    service: 'user-auth',
    run: async ({ commands, ...call }, { owner }) => ({
      ...(await commands.call('invite-owner', { ...call, body: { email: owner.email, name: owner.name } })),
    }),
    undo: ({ commands, ...call }, { invitationId }) =>
      commands.call('withdraw-owner-invitation', { ...call, params: { invitationId: String(invitationId) } }),
  },
  'start-trial': {
    service: 'billing-worker',
    run: async ({ commands, ...call }, { tenantPlan }) => ({
      ...(await commands.call('start-trial', { ...call, body: { plan: tenantPlan } })),
    }),
    undo: ({ commands, ...call }) => commands.call('cancel-trial', call),
  },
  // The policy stays: without an owner it lets nobody in.
  'apply-default-policy': {
    service: 'access-control',
    run: async ({ commands, ...call }) => ({ ...(await commands.call('apply-default-policy', call)) }),
  },
};

/** The call of a step's action, or (`undo`) of taking it back. */
export function callOf(
  commands: OnboardingCommands,
  { id, tenantId }: Onboarding,
  step: string,
  undo = false,
): ActionCall {
  return { commands, tenantId, idempotencyKey: `${id}:${step}${undo ? ':undo' : ''}` };
}

export function actionOf(task: string | null): Action | undefined {
  return task !== null && Object.hasOwn(actions, task) ? actions[task as ActionName] : undefined;
}

export function isUndoable(task: string | null): boolean {
  return actionOf(task)?.undo !== undefined;
}
