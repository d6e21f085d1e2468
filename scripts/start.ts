// npm start: builds what changed, makes the database and (unless told --no-starter) the starter, publishes the first release, and serves
// the desk, the publisher and the site until it is stopped; one that ends by itself is started again.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepRunning } from './run/keep-running.ts';
import { takeData } from './run/one-start.ts';
import { PortTaken, refuseTakenPorts } from './run/ports.ts';
import { CommandFailed, runApp } from './run/processes.ts';
import { publishAsked, publishSite } from './run/publish.ts';
import { ensureSecrets } from './run/secrets.ts';
import { servicesOf, startAll } from './run/serve.ts';
import { readSettings, type Settings, SettingsError, settingsAsEnvironment } from './run/settings.ts';
import { ensureBuilt } from './run/standing-build.ts';
import { steps } from './run/steps.ts';
import { optionsOf, WrongUse } from './run/wrong-use.ts';

async function start(settings: Settings, withStarter: boolean): Promise<void> {
  const env = settingsAsEnvironment(settings);
  ensureSecrets(settings.data);
  const letGo = takeData(settings.data, settings.siteUrl);
  process.once('exit', letGo);
  await refuseTakenPorts([
    { port: settings.sitePort, setting: 'SITE_PORT', use: 'the site' },
    { port: settings.cmsPort, setting: 'CMS_PORT', use: 'the desk' },
    { port: settings.publisherPort, setting: 'PUBLISHER_PORT', use: 'the publisher' },
  ]);
  const step = steps(4);
  await step('Build the desk and the page templates', ensureBuilt);
  const seed = ['seed-demo', ...(withStarter ? [] : ['--none'])];
  await step(withStarter ? 'Database and starter content' : 'Database', () =>
    mustSucceed(runApp('cms', seed, { env })),
  );
  await step('First release', async () => {
    if (existsSync(join(settings.data, 'store', 'current'))) return;
    await mustSucceed(
      publishSite(publishAsked(['--reason', withStarter ? 'Starter' : 'First release']), env),
    );
  });
  const services = servicesOf(settings);
  const children = await step('Serve', () => startAll(services));
  printAddresses(settings);
  await keepRunning(services, children, Promise.race([stoppedFromOutside(), unread]));
}

function printAddresses(settings: Settings): void {
  const login = join(settings.data, 'secrets', 'demo-login.json');
  console.log(`\n  Site  ${settings.siteUrl}/\n  Desk  http://localhost:${settings.cmsPort}/admin`);
  if (existsSync(login)) {
    console.log('\n  Demo log-ins for the desk:');
    const { password, accounts } = JSON.parse(readFileSync(login, 'utf8')) as DemoLogins;
    for (const { role, email } of accounts)
      console.log(`    ${role.padEnd(10)} ${email.padEnd(24)} ${password}`);
  }
  console.log('\n  Ctrl-C stops everything.\n');
}

type DemoLogins = { password: string; accounts: { role: string; email: string }[] };

/** Resolves when the person, or whatever started us, stops us. */
const stoppedFromOutside = () =>
  new Promise<void>((answer) => {
    process.once('SIGINT', () => answer());
    process.once('SIGTERM', () => answer());
  });

/** Resolves when nobody is left who reads what we print: that would end us at once, and leave what we started behind. */
const unread = new Promise<void>((answer) => {
  for (const printed of [process.stdout, process.stderr]) printed.on('error', () => answer());
});

async function mustSucceed(running: Promise<number>): Promise<void> {
  const status = await running;
  if (status !== 0) throw new CommandFailed('The step above did not succeed: its lines say why', status);
}

try {
  const asked = optionsOf(process.argv.slice(2), { 'no-starter': { type: 'boolean' } });
  await start(readSettings(process.env), !asked['no-starter']);
} catch (error) {
  const expected = [PortTaken, SettingsError, CommandFailed, WrongUse].some((kind) => error instanceof kind);
  if (!expected) throw error;
  console.error((error as Error).message);
  if (error instanceof WrongUse) console.error('npm start [-- --no-starter]');
  process.exitCode = error instanceof WrongUse ? 2 : 1;
}
