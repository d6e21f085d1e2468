import { KeyError } from '@plaincode/sealing/keys';
import { createGate } from './app.ts';
import { type Environment, readEnvironment, SettingError } from './env.ts';
import { loopbackNames } from './http/own-origin.ts';
import { createMailer } from './mail/mailer.ts';
import { PortTaken, serveGate } from './serve.ts';
import { openGateStorage } from './storage/gate-storage.ts';
import { readGateSecrets, readRootKeys } from './storage/secrets.ts';

/** Serves, or runs the one command that the gate has. */
async function main([command, ...args]: string[]): Promise<void> {
  const environment = readEnvironment();
  if (command === undefined) return serve(environment);
  const { runSubscription, subscriptionUsage, UsageError } = await import('./commands/subscription.ts');
  try {
    if (command !== 'subscription') throw new UsageError(`The gate knows no "${command}".`);
    process.exitCode = await runSubscription(args, environment);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n${subscriptionUsage}\n`);
    process.exitCode = 2;
  }
}

/** Starts the gate, and stops it cleanly when asked to. Exit status 1: it cannot start, and says why. */
async function serve(environment: Environment): Promise<void> {
  const secrets = readGateSecrets(environment);
  readRootKeys(environment.data);
  const clock = () => new Date();
  const report = (line: string) => process.stderr.write(`${clock().toISOString()} ${line}\n`);
  const storage = await openGateStorage(environment, clock);
  const { smtpUrl, readerMailFrom: from, data } = environment;
  const mailer = createMailer({ smtpUrl, from, data }, report);
  const payments = await openPayments(environment);
  if (environment.verifiedEmailRequired && smtpUrl === null)
    report('Readers must confirm their addresses, but no SMTP_URL is set: their mails stay in gate/mail.');
  if (environment.privacyContact === null && !loopbackNames.includes(new URL(environment.origin).hostname))
    report('No PRIVACY_CONTACT is set: the privacy statement names nobody to write to.');
  const gate = createGate({ environment, secrets, storage, clock, report, mailer, payments });
  const server = await serveGate(gate, environment.port, environment.host);
  report(`The site is served on port ${server.port}: ${environment.origin}/`);
  const otherAddress = await gate.otherPublishedAddress();
  if (otherAddress !== null) report(otherAddress);
  const endUpkeep = gate.startUpkeep();

  const stop = async (signal: string) => {
    report(`${signal}: stopping.`);
    endUpkeep();
    await server.stop(5_000);
    await storage.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Stripe's library is loaded where it is used: elsewhere it would cost memory for nothing. */
async function openPayments({ stripe, origin }: Environment) {
  if (!stripe) return null;
  const { createStripePayments } = await import('./payments/stripe-payments.ts');
  return createStripePayments(stripe, origin);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const expected = [SettingError, PortTaken, KeyError].some((kind) => error instanceof kind);
  process.stderr.write(
    `${error instanceof Error ? (expected ? error.message : error.stack) : String(error)}\n`,
  );
  process.exit(1);
});
