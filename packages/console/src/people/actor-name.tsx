import { PersonName } from './person-name.js';

/** Whoever did something, as the services write it: `user:<id>`, `operator:<id>`, `service:<name>`. */
export function ActorName({ actor, tenantId }: { actor: string | null | undefined; tenantId?: string }) {
  if (!actor) return <span className="text-faint">–</span>;
  const [kind, ...rest] = actor.split(':');
  const id = rest.join(':');
  if (kind === 'user') return <PersonName id={id} {...(tenantId ? { tenantId } : {})} />;
  if (kind === 'operator') return <>A platform operator</>;
  if (kind === 'service') return <>The {id.replaceAll('-', ' ')}</>;
  return <>Anonymous</>;
}
