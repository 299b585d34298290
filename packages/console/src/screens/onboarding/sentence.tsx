import { Moment } from '../../ui/time.js';

const moment = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** A sentence of the service, with the moments in it in the reader's zone. */
export function Sentence({ text }: { text: string }) {
  return <>{text.split(moment).map((part, index) => (moment.test(part) ? <Moment key={index} at={part} /> : part))}</>;
}
