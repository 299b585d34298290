import { Not } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { User } from './user.entity.js';
import { UserNotFound } from './user.errors.js';

/** @throws 404 `user-not-found` also for who has been erased */
export async function foundUser({ manager }: UnitOfWork, id: string, lock = false): Promise<User> {
  const user = await manager.findOne(User, {
    where: { id, status: Not('erased') },
    ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}),
  });
  if (!user) throw new UserNotFound();
  return user;
}
