import { parseArgs } from 'node:util';
import { day as dayText } from '@plaincode/content-schemas';
import { grantedSubscription, withdrawnSubscription } from '../accounts/granted-subscription.ts';
import { createReaderAccounts } from '../accounts/reader-accounts.ts';
import type { Environment } from '../env.ts';
import { openGateStorage } from '../storage/gate-storage.ts';

export const subscriptionUsage = `Usage:
  subscription grant EMAIL --until DAY   that reader reads as a subscriber, to the end of a day such as 2027-01-31 (UTC)
  subscription end EMAIL                 what was granted ends now`;

/** The command line is wrong; the message says how. Exit status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

type Asked = { email: string; until: Date | null };

/** Gives a reader what subscribers have, without payment, or takes it back. Answers the exit status. */
export async function runSubscription(args: string[], environment: Environment): Promise<number> {
  const now = new Date();
  const { email, until } = parse(args, now);
  const storage = await openGateStorage(environment, () => now);
  try {
    const accounts = createReaderAccounts({
      database: storage.accounts,
      secret: 'opens no session',
      origin: environment.origin,
      verifiedEmailRequired: false,
      mailer: { send() {} },
    });
    const account = await accounts.ofEmail(email);
    if (!account) {
      console.error(`No reader has the address ${email}: register at ${environment.origin}/register/ first.`);
      return 1;
    }
    const subscription = until
      ? grantedSubscription(account.id, until)
      : withdrawnSubscription(account.id, now);
    await storage.subscriptions.put(subscription, now);
    console.log(
      until
        ? `${email} reads as a subscriber until the end of ${until.toISOString().slice(0, 10)} (UTC).`
        : `What was granted to ${email} has ended.`,
    );
    return 0;
  } finally {
    await storage.close();
  }
}

function parse(args: string[], now: Date): Asked {
  const { values, positionals } = read(args);
  const [action, email, ...more] = positionals;
  if (!email || more.length > 0) throw new UsageError('subscription takes an action and one e-mail address.');
  if (action === 'end' && values.until === undefined) return { email, until: null };
  if (action !== 'grant') throw new UsageError(`subscription does not know "${positionals.join(' ')}" so.`);
  const until = dayText.safeParse(values.until);
  if (!until.success) throw new UsageError('subscription grant needs --until DAY, such as 2027-01-31.');
  const end = new Date(`${until.data}T23:59:59.999Z`);
  if (end <= now) throw new UsageError(`--until ${until.data} is over.`);
  return { email, until: end };
}

function read(args: string[]) {
  try {
    return parseArgs({ args, options: { until: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
