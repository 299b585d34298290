import { shortId } from '../ui/copy-text.js';
import { usePeople } from './use-people.js';

/** Somebody of the tenant by name; by the id where no name is known. */
export function PersonName({ id, tenantId }: { id: string; tenantId?: string }) {
  const { byId } = usePeople(tenantId);
  const person = byId.get(id);
  if (!person) return <span className="font-mono text-xs">{shortId(id)}</span>;
  return <span title={person.email}>{person.name}</span>;
}
