import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Staff } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { z } from 'zod';
import { createStaff } from '../collections/staff/create-staff.ts';
import { type Role, roles } from '../workflow/permissions.ts';

const logins = z.strictObject({
  password: z.string().min(16),
  accounts: z.array(z.strictObject({ email: z.string(), role: z.enum(roles) })),
});
export type StarterLogins = z.infer<typeof logins>;

/** There are two of each, so that the steps which ask for a second person can be shown. */
const seconds: readonly Role[] = ['reviewer', 'admin'];

/**
 * The starter's accounts and their one made-up password. It is kept in the data folder, readable by its owner
 * only, so that a second start tells the same.
 */
export function starterLogins(dataFolder: string): StarterLogins {
  const folder = join(dataFolder, 'secrets');
  const file = join(folder, 'demo-login.json');
  if (existsSync(file)) return logins.parse(JSON.parse(readFileSync(file, 'utf8')));
  const made: StarterLogins = {
    password: randomBytes(15).toString('base64url'),
    accounts: [
      ...roles.map((role) => ({ email: `${role}@example.org`, role })),
      ...seconds.map((role) => ({ email: `second.${role}@example.org`, role })),
    ],
  };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

/** Makes the accounts that are not there yet. Returns the first of each role. */
export async function starterStaff(
  payload: Payload,
  { password, accounts }: StarterLogins,
): Promise<Map<Role, Staff>> {
  const staff = new Map<Role, Staff>();
  for (const { email, role } of accounts) {
    const name = staff.has(role) ? `Second demo ${role}` : `Demo ${role}`;
    const made = await createStaff(payload, { email, name, role, password });
    if (!staff.has(role)) staff.set(role, made.staff);
  }
  return staff;
}
