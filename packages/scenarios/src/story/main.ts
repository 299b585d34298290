import { Platform } from '../platform/platform.js';
import { play } from './play.js';
import { publishedEvents } from './published-events.js';
import { textOf } from './report.js';

/** Plays the story against a running platform; the exit code is the number of links that were not seen, at most 99. */
const json = process.argv.includes('--json');
const platform = Platform.fromEnvironment();
const story = await play(platform, (line) => (json ? console.error(line) : console.log(line)));
const report = { events: await publishedEvents(platform), links: story.report() };
console.log(json ? JSON.stringify(report, null, 2) : textOf(report));
const failed =
  report.links.filter((link) => !link.seen).length + report.events.filter((event) => !event.firstPublishedAt).length;
process.exit(Math.min(failed, 99));
