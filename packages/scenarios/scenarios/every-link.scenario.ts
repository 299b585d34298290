import { consumeLinks, titleOf } from '@crm/events';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { Platform } from '../src/platform/platform.js';
import { play } from '../src/story/play.js';
import { type PublishedEvent, publishedEvents } from '../src/story/published-events.js';
import type { SeenLink } from '../src/story/story.js';

/** A customer's story from sign-up to churn passes every link of the map. */
describe('every link of the map has its effect', () => {
  let links: SeenLink[];
  let events: PublishedEvent[];

  beforeAll(async () => {
    const platform = new Platform(inject('platformAt'));
    const story = await play(platform, () => undefined);
    links = story.report();
    events = await publishedEvents(platform);
  }, 600_000);

  test.each(consumeLinks.map(({ event, consumer }) => [titleOf(event), consumer, event.type] as const))(
    '%s → %s',
    (_title, consumer, type) => {
      const link = links.find((one) => one.event === type && one.consumer === consumer);
      expect(link?.seen, link?.error ?? link?.effect).toBe(true);
    },
  );

  test('all twenty events were published', () => {
    expect(events.filter((event) => !event.firstPublishedAt).map((event) => event.event)).toEqual([]);
  });
});
