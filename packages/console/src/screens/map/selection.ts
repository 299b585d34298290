import { eventMap, type MapLink } from 'virtual:event-map';

/** What somebody looks at more closely. */
export type Selection =
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'event'; readonly type: string }
  | { readonly kind: 'link'; readonly link: MapLink };

export function keyOf(selection: Selection): string {
  switch (selection.kind) {
    case 'service':
      return selection.service;
    case 'event':
      return selection.type;
    case 'link':
      return linkKey(selection.link);
  }
}

export const linkKey = ({ kind, service, type }: MapLink): string =>
  kind === 'publish' ? `${service}>${type}` : `${type}>${service}`;

/** Undefined for whatever names nothing on the map. */
export function selectionOf(key: string | undefined): Selection | undefined {
  if (key === undefined) return undefined;
  if (eventMap.events.some(({ type }) => type === key)) return { kind: 'event', type: key };
  if ([...eventMap.says, ...eventMap.hears].some(({ service }) => service === key))
    return { kind: 'service', service: key };
  const link = eventMap.links.find((one) => linkKey(one) === key);
  return link && { kind: 'link', link };
}

/** Whether a link belongs to what is selected: all of an event's, all that a service says and hears. */
export function concerns(selection: Selection, link: MapLink): boolean {
  switch (selection.kind) {
    case 'service':
      return link.service === selection.service;
    case 'event':
      return link.type === selection.type;
    case 'link':
      return (
        linkKey(link) === linkKey(selection.link) || (link.kind === 'publish' && link.type === selection.link.type)
      );
  }
}
