import type { Staff } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Role } from '../../workflow/permissions.ts';

export type NewStaff = { email: string; name: string; role: Role; password: string };

/** Makes an account, or returns the one that the e-mail address already has, unchanged. For commands only. */
export async function createStaff(
  payload: Payload,
  person: NewStaff,
): Promise<{ staff: Staff; created: boolean }> {
  const email = person.email.trim().toLowerCase();
  const { docs } = await payload.find({
    collection: 'staff',
    where: { email: { equals: email } },
    depth: 0,
    limit: 1,
  });
  if (docs[0]) return { staff: docs[0], created: false };
  const staff = await payload.create({
    collection: 'staff',
    data: { ...person, email, active: true },
    depth: 0,
  });
  return { staff, created: true };
}
