import type { Command } from './command.ts';
import { withDesk } from './open-desk.ts';

/** Gives an account another role, at once. Returns the exit status. */
export async function staffRole({ email, role }: Extract<Command, { name: 'staff-role' }>): Promise<0 | 1> {
  const known = await withDesk(async (payload) => {
    const where = { email: { equals: email.trim().toLowerCase() } };
    const { docs } = await payload.find({ collection: 'staff', where, depth: 0, limit: 1 });
    const [account] = docs;
    if (account) await payload.update({ collection: 'staff', id: account.id, data: { role }, depth: 0 });
    return account !== undefined;
  });
  if (known) process.stdout.write(`${email} is now: ${role}.\n`);
  else process.stderr.write(`Nobody has an account with the address ${email}.\n`);
  return known ? 0 : 1;
}
