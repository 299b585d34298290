import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Bounce, readBounces } from '@crm/bounces';

/** What is known to be true of one recipient. */
interface Answer {
  readonly status: string;
  readonly reason: string;
  readonly hard: boolean;
}

const folder = resolve(import.meta.dirname, '../../../../../shared/data/bounces');

/** Bounced mails beside what is known of them: recipients, hard or soft, status and reason. */
export async function benchBounces(): Promise<void> {
  const file = join(folder, 'answers.json');
  if (!existsSync(file)) {
    console.log(`bounces: there are no mails to measure against in ${folder}.`);
    return;
  }
  const answers = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Answer[]>);
  const scores = { recipients: new Score(), 'hard or soft': new Score(), status: new Score(), reason: new Score() };
  for (const [name, expected] of answers) {
    const found = await bouncesIn(name);
    scores.recipients.count(name, found.length, expected.length);
    for (const [index, answer] of expected.entries()) {
      const bounce = found[index];
      scores['hard or soft'].count(name, bounce?.hard, answer.hard);
      scores.status.count(name, bounce?.status, answer.status);
      scores.reason.count(name, bounce?.reason, answer.reason);
    }
  }
  console.log(`bounces: ${answers.length} mails`);
  for (const [what, score] of Object.entries(scores)) score.say(what);
}

async function bouncesIn(name: string): Promise<readonly Bounce[]> {
  try {
    return await readBounces(readFileSync(join(folder, name)));
  } catch (error) {
    console.log(`  ${name} cannot be read: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

class Score {
  private right = 0;
  private readonly wrong: string[] = [];

  count(name: string, found: unknown, expected: unknown): void {
    if (found === expected) this.right += 1;
    else this.wrong.push(`${name}: ${found ?? 'nothing'} instead of ${expected}`);
  }

  say(what: string): void {
    const all = this.right + this.wrong.length;
    console.log(`  ${what}: ${this.right}/${all} (${((100 * this.right) / Math.max(1, all)).toFixed(1)} %)`);
    for (const line of this.wrong) console.log(`    ${line}`);
  }
}
