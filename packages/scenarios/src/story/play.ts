import type { Platform } from '../platform/platform.js';
import { alert } from './acts/alert.js';
import { completeOnboarding } from './acts/completion.js';
import { customers } from './acts/customers.js';
import { farewell } from './acts/farewell.js';
import { importContacts } from './acts/import.js';
import { suspendAndReactivate } from './acts/lifecycle.js';
import { signUp } from './acts/sign-up.js';
import { team } from './acts/team.js';
import { Story } from './story.js';

/** The first customer's story, from sign-up to churn: it passes every one of the 78 links. */
export async function play(platform: Platform, say: (line: string) => void): Promise<Story> {
  const story = new Story(platform, say);
  try {
    const { tenant } = await signUp(story);
    const { admin } = await team(story, { tenant });
    const { goodEndpointId } = await customers(story, { tenant });
    await importContacts(story, { tenant });
    await completeOnboarding(story, { tenant });
    await suspendAndReactivate(story, { tenant, goodEndpointId });
    await alert(story, { tenant, admin, goodEndpointId });
    await farewell(story, { tenant });
  } catch (error) {
    // What no act came to is reported as not seen.
    story.tell(`The story cannot go on: ${(error as Error).message}`);
  }
  return story;
}
