import type { PayloadRequest } from 'payload';
import { type Role, roles } from '../workflow/permissions.ts';

export type Actor = { id: string; role: Role; name: string };

/**
 * The person behind a request as the workflow knows people; null for anonymous visitors, for accounts of
 * any other collection and for people whose account was switched off.
 */
export function actorOf(req: Pick<PayloadRequest, 'user'>): Actor | null {
  const user = req.user;
  if (user?.collection !== 'staff' || user.active !== true) return null;
  const role = roles.find((known) => known === user.role);
  return role ? { id: String(user.id), role, name: user.name } : null;
}
