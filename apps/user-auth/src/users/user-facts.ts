import type { User } from './user.entity.js';

/** What the bus is told of a user. */
export function factsOfUser({
  id,
  email,
  name,
  role,
  status,
}: Pick<User, 'id' | 'email' | 'name' | 'role' | 'status'>) {
  return { id, email, name, role, status };
}
