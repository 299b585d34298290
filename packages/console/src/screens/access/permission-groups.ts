/** By what they are about, in the order in which the service tells them. */
export function byResource<Item extends { readonly permission: string }>(
  items: readonly Item[],
): readonly (readonly [resource: string, items: readonly Item[]])[] {
  return [...Map.groupBy(items, ({ permission }) => permission.split(':')[0] ?? '')];
}

export const actionOf = (permission: string): string => permission.split(':').slice(1).join(':');
