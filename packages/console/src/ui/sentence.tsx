import { Moment } from './time.js';

const moment = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)/;

/** A sentence of a service, with the moments in it as the reader's clock shows them. */
export function Sentence({ text }: { text: string }) {
  return <>{text.split(moment).map((part, index) => (index % 2 === 1 ? <Moment key={index} at={part} /> : part))}</>;
}
