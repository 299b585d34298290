import { setTimeout as delay } from 'node:timers/promises';
import type { CommandsOf, SubjectPermissions } from '@crm/events';
import { Commands } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { Subject } from './subject.js';

export interface Granted {
  readonly permissions: readonly string[];
  readonly policyRevision: number;
  /** false: access-control has not caught up with the user's newest role; ask again soon. */
  readonly settled: boolean;
}

/** Pauses between the questions; together they stay below two seconds. */
const pausesMs = [50, 150, 300, 500, 800];

/** What access-control allows a subject. */
@Injectable()
export class GrantedPermissionsService {
  constructor(private readonly commands: Commands<CommandsOf<'user-auth'>>) {}

  /**
   * Who was invited or got another role a moment ago may be ahead of access-control, which hears of it by an event:
   * then it is asked again, and at last nothing is granted for the time being.
   *
   * @throws CommandFailed when access-control does not answer
   */
  async of(subject: Subject): Promise<Granted> {
    const { tenantId } = subject;
    if (tenantId === null) return { permissions: [], policyRevision: 0, settled: true };
    for (let round = 0; ; round += 1) {
      const answer = await this.commands.call('subject-permissions', { params: { userId: subject.id }, tenantId });
      const { permissions, policyRevision } = answer;
      if (isSettled(answer, subject)) return { permissions, policyRevision, settled: true };
      const pause = pausesMs[round];
      if (pause === undefined) return { permissions: [], policyRevision, settled: false };
      await delay(pause);
    }
  }
}

/** access-control is behind while it does not know the user, or knows them by an older role. */
function isSettled({ known, role }: SubjectPermissions, subject: Subject): boolean {
  return known && (role === null || role === subject.role);
}
