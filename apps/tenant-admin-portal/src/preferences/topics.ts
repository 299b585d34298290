/** What notices are about; people choose channels per topic. */
export const topics = ['account', 'security', 'contacts', 'imports', 'health', 'webhooks', 'workflows'] as const;
export type Topic = (typeof topics)[number];

export const mailChoices = ['off', 'immediate', 'daily'] as const;
export type MailChoice = (typeof mailChoices)[number];

export interface Channels {
  readonly inApp: boolean;
  readonly mail: MailChoice;
}

/** For whoever has not chosen: everything in the portal, and by mail what should not wait until somebody looks. */
export const defaultChannels: Readonly<Record<Topic, Channels>> = {
  account: { inApp: true, mail: 'immediate' },
  security: { inApp: true, mail: 'immediate' },
  contacts: { inApp: true, mail: 'off' },
  imports: { inApp: true, mail: 'off' },
  health: { inApp: true, mail: 'daily' },
  webhooks: { inApp: true, mail: 'daily' },
  workflows: { inApp: true, mail: 'off' },
};
