import { adminRoles, type TenantUser } from '@crm/events';

/** Who is to be told, before anybody has looked who that is at the moment. */
export type Audience =
  | { readonly kind: 'admins' }
  | { readonly kind: 'owners' }
  /** These users; when none of them is there any more, the admins. */
  | { readonly kind: 'users'; readonly userIds: readonly string[] }
  /** The admins among these users; when there is none among them, all admins. */
  | { readonly kind: 'admins-among'; readonly userIds: readonly string[] };

/** The one user an actor stands for, or the admins when it stands for an operator or a service. */
export function audienceOfActor(actor: string): Audience {
  const [kind, id] = actor.split(':');
  return kind === 'user' && id ? { kind: 'users', userIds: [id] } : { kind: 'admins' };
}

/** The people an audience means at the moment; `departed` are gone whatever `users` says of them. */
export function peopleOf(
  audience: Audience,
  users: readonly TenantUser[],
  departed: ReadonlySet<string>,
): readonly TenantUser[] {
  const present = users.filter((user) => user.status !== 'deactivated' && !departed.has(user.userId));
  const admins = signedUpFirst(present.filter((user) => adminRoles.includes(user.role)));
  switch (audience.kind) {
    case 'admins':
      return admins;
    case 'owners': {
      const owners = signedUpFirst(present.filter((user) => user.role === 'owner'));
      return owners.length > 0 ? owners : admins;
    }
    case 'users':
      return someOf(present, audience.userIds) ?? admins;
    case 'admins-among':
      return someOf(admins, audience.userIds) ?? admins;
  }
}

/** People who have not accepted their invitation are told only where nobody else could be. */
function signedUpFirst(users: readonly TenantUser[]): readonly TenantUser[] {
  const active = users.filter((user) => user.status === 'active');
  return active.length > 0 ? active : users;
}

function someOf(users: readonly TenantUser[], ids: readonly string[]): readonly TenantUser[] | undefined {
  const found = users.filter((user) => ids.includes(user.userId));
  return found.length > 0 ? found : undefined;
}

/** An actor in words. */
export function nameOfActor(actor: string, users: readonly TenantUser[]): string {
  const [kind, id] = actor.split(':');
  if (kind === 'user') {
    const user = users.find(({ userId }) => userId === id);
    return user ? user.name || user.email : 'a former user';
  }
  return kind === 'operator' ? 'an operator of the platform' : 'the platform';
}
