import { Time } from '../../ui/time.js';

const moment = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** A sentence of the service, with the moments in it as people say them. */
export function Sentence({ text }: { text: string }) {
  return <>{text.split(moment).map((part, index) => (moment.test(part) ? <Time key={index} at={part} /> : part))}</>;
}
