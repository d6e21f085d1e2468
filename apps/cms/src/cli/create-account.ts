import { randomBytes } from 'node:crypto';
import { createStaff } from '../collections/staff/create-staff.ts';
import { env } from '../env.ts';
import type { Command } from './command.ts';
import { withDesk } from './open-desk.ts';

type StaffCommand = Extract<Command, { name: 'staff-create' }>;

/** Makes one account. A made-up password is printed once and stored nowhere but as its hash. */
export async function createAccount({ email, role, person }: StaffCommand): Promise<0 | 1> {
  const given = env.staffPassword;
  const password = given ?? randomBytes(15).toString('base64url');
  const { created } = await withDesk((payload) =>
    createStaff(payload, { email, name: person, role, password }),
  );
  if (!created) {
    process.stderr.write(
      `${email} has an account already: change its role with: staff role ${email} ${role}\n`,
    );
    return 1;
  }
  process.stdout.write(`Created ${email} (${role}).${given ? '' : ` Password: ${password}`}\n`);
  return 0;
}
