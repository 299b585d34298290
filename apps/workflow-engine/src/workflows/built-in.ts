import type { Definition } from '../definitions/definition.js';
import type { BuiltIn } from './workflow.entity.js';

interface BuiltInWorkflow {
  readonly name: string;
  readonly definition: Definition;
}

/** The workflows that every tenant has. A tenant may switch them off and edit them like its own. */
export function builtInWorkflows(welcomePauseSeconds: number): Readonly<Record<BuiltIn, BuiltInWorkflow>> {
  return {
    welcome: {
      name: 'Welcome',
      definition: {
        trigger: { event: 'onboarding.started' },
        steps: [
          {
            kind: 'call',
            action: 'notify',
            title: 'Welcome! Your onboarding has begun',
            text: 'It follows the plan {{event.plan}} and is expected to take {{event.expectedDays}} days.',
            severity: 'info',
          },
          { kind: 'wait', seconds: welcomePauseSeconds },
          {
            kind: 'call',
            action: 'notify',
            title: 'How is your onboarding going?',
            text: 'The checklist on your home page shows what is left to do.',
            severity: 'info',
          },
        ],
      },
    },
    imports: {
      name: 'Look after imports',
      definition: {
        trigger: { event: 'bulk-import.completed' },
        steps: [
          {
            kind: 'branch',
            condition: { field: 'event.rejectedRows', op: 'gt', value: 0 },
            // biome-ignore lint/suspicious/noThenProperty: a branch has a list of steps for then
            then: [
              {
                kind: 'call',
                action: 'notify',
                title: 'An import left out {{event.rejectedRows}} of {{event.totalRows}} rows',
                text: 'The report of the import {{event.importId}} says what is wrong with each.',
                severity: 'info',
              },
            ],
          },
        ],
      },
    },
    remediation: {
      name: 'Remediation of audit alerts',
      definition: {
        trigger: { event: 'audit-alert.triggered' },
        steps: [
          {
            kind: 'call',
            action: 'notify',
            title: 'Audit alert: {{event.rule}}',
            text: '{{event.summary}} The workflows of whoever did it are paused until somebody looks at them.',
            severity: 'high',
          },
        ],
      },
    },
  };
}
