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

/**
 * The first customer's story: it passes every one of the 78 links. Who leaves for good in its last act is another
 * customer, so that the first one's tenant is there for whoever looks around afterwards.
 */
export async function play(platform: Platform, say: (line: string) => void): Promise<Story> {
  const story = new Story(platform, say);
  try {
    const { tenant } = await signUp(story);
    story.tenant = tenant;
    const { admin } = await team(story, { tenant });
    const { goodEndpointId } = await customers(story, { tenant });
    await importContacts(story, { tenant });
    await completeOnboarding(story, { tenant });
    await suspendAndReactivate(story, { tenant, goodEndpointId });
    await alert(story, { tenant, admin, goodEndpointId });
    await farewell(story);
  } catch (error) {
    // What no act came to is reported as not seen.
    story.tell(`The story cannot go on: ${(error as Error).message}`);
  }
  return story;
}
