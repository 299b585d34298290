import type { AttributeType } from './attribute-definition.entity.js';

interface DefaultAttribute {
  readonly key: string;
  readonly label: string;
  readonly type: AttributeType;
  readonly options: string[];
}

/** What every tenant starts with: one of each type, so that nobody has to define anything before the first import. */
export const defaultAttributes: readonly DefaultAttribute[] = [
  {
    key: 'lifecycleStage',
    label: 'Lifecycle stage',
    type: 'enum',
    options: ['lead', 'prospect', 'customer', 'champion', 'former'],
  },
  { key: 'leadSource', label: 'Lead source', type: 'string', options: [] },
  { key: 'newsletter', label: 'Receives the newsletter', type: 'boolean', options: [] },
  { key: 'customerSince', label: 'Customer since', type: 'date', options: [] },
  { key: 'seats', label: 'Seats', type: 'number', options: [] },
];
