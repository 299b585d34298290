import { writeFileSync } from 'node:fs';
import { Platform } from '../platform/platform.js';
import { play } from './play.js';
import { publishedEvents } from './published-events.js';
import { reportOf, textOf } from './report.js';

/**
 * Plays the story against a running platform and prints what was seen; with a path as argument, the report is also
 * written there, the owner's sign-in included. The exit code is the number of events and links that were not seen, at
 * most 99.
 */
const platform = Platform.fromEnvironment();
const story = await play(platform, (line) => console.log(line));
const report = reportOf(story, await publishedEvents(platform));
console.log(textOf(report));
const [, , file] = process.argv;
if (file) writeFileSync(file, JSON.stringify(report), { mode: 0o600 });
process.exit(Math.min(report.missing.length, 99));
