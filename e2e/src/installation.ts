import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inject } from 'vitest';
import { startApp, stopApp, waitUntilAnswers } from '../../scripts/run/processes.ts';
import { ensureSecrets } from '../../scripts/run/secrets.ts';
import { serve } from '../../scripts/run/serve.ts';
import { readSettings } from '../../scripts/run/settings.ts';
import type { Ports } from './ports.ts';
import type { Lane } from './starter-data.ts';

export const root = resolve(import.meta.dirname, '../..');

/** A whole Plaincode of its own: data folder, ports, processes; as an operator starts it. */
export type Installation = {
  data: string;
  site: string;
  desk: string;
  env: Record<string, string>;
  stop: () => Promise<void>;
};

/** An installation with secrets of its own in which nothing runs yet. */
export async function emptyInstallation(ports: Ports): Promise<Installation> {
  const data = await mkdtemp(join(tmpdir(), 'plaincode-e2e-'));
  const env = {
    PLAINCODE_DATA: data,
    SITE_PORT: String(ports.site),
    CMS_PORT: String(ports.desk),
    PUBLISHER_PORT: String(ports.publisher),
    SITE_URL: `http://localhost:${ports.site}`,
  };
  ensureSecrets(data);
  return {
    data,
    env,
    site: `http://localhost:${ports.site}`,
    desk: `http://localhost:${ports.desk}`,
    stop: () => rm(data, { recursive: true, force: true }),
  };
}

/** The starter's content, which nobody has published yet. */
export function seededInstallation(): Promise<Installation> {
  const { ports, seeded } = lane();
  return copyOf(seeded, ports);
}

/** The starter's content and its first release, in which nothing runs. */
export function publishedInstallation(): Promise<Installation> {
  const { ports, published } = lane();
  return copyOf(published, ports);
}

async function copyOf(data: string, ports: Ports): Promise<Installation> {
  const installation = await emptyInstallation(ports);
  await cp(data, installation.data, { recursive: true });
  return installation;
}

/** What the worker that runs this story may use: no two run at one time under one number. */
function lane(): Lane {
  const lanes = inject('lanes');
  const found = lanes[Number(process.env.VITEST_POOL_ID) - 1];
  if (!found)
    throw new Error(`There are ${lanes.length} lanes: this is worker ${process.env.VITEST_POOL_ID}.`);
  return found;
}

/** Starts publisher, gate and desk over the starter's first release. */
export async function startInstallation(): Promise<Installation> {
  const installation = await publishedInstallation();
  const children = await serve(readSettings(installation.env));
  return {
    ...installation,
    stop: async () => {
      await Promise.all(children.map((child) => stopApp(child)));
      await installation.stop();
    },
  };
}

/** The same as an operator starts it, from the starter's content on. */
export async function startAsOperator(): Promise<Installation> {
  const installation = await seededInstallation();
  const stopServing = await serveInstallation(installation);
  return {
    ...installation,
    stop: async () => {
      await stopServing();
      await installation.stop();
    },
  };
}

/** Runs `npm start`'s own script; answers how to end that. Rejects with its output when it does not come up. */
export async function serveInstallation({ env }: Pick<Installation, 'env'>): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await untilUp(child);
  return () => stopApp(child, 30_000);
}

/** Starts only the desk of an installation with the starter's content: for stories in which nobody reads the site. */
export async function startDesk(): Promise<Installation> {
  const installation = await seededInstallation();
  const child = startApp('cms', ['serve'], 'desk', { env: installation.env });
  await waitUntilAnswers(`${installation.desk}/admin/login`, child);
  return {
    ...installation,
    stop: async () => {
      await stopApp(child);
      await installation.stop();
    },
  };
}

/** Runs `plaincode` against the installation; answers its exit status and what it printed. */
export function plaincode(
  installation: Pick<Installation, 'env'>,
  args: string[],
): Promise<{ status: number; stdout: string; stderr: string }> {
  return run([join(root, 'scripts/plaincode.ts'), ...args], installation.env);
}

/** The edition that the starter's sample set has to come; importing it opens its update. */
export const nextEdition = 'spt-2027-01-01';

export async function importNextEdition(installation: Pick<Installation, 'env'>): Promise<void> {
  const file = join(root, 'demo/upcoming/spt/LONGULT_2027.txt');
  const asked = ['import', file, '--set', 'spt', '--edition', '2027-01-01', '--sample'];
  const { status, stderr } = await plaincode(installation, asked);
  if (status !== 0) throw new Error(`The next edition was not imported: ${stderr}`);
}

/** Runs one app's own command, for stories that look between two apps. */
export function appCommand(
  installation: Pick<Installation, 'env'>,
  file: string,
  args: string[],
  input?: string,
): Promise<{ status: number; stdout: string; stderr: string }> {
  return run([join(root, file), ...args], installation.env, input);
}

function run(args: string[], env: Record<string, string>, input?: string) {
  return new Promise<{ status: number; stdout: string; stderr: string }>((answer, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', fail);
    child.once('close', (code) => answer({ status: code ?? 128, stdout, stderr }));
    child.stdin?.end(input);
  });
}

function untilUp(child: ChildProcess): Promise<void> {
  return new Promise((answer, fail) => {
    let output = '';
    const listen = (text: Buffer) => {
      output += text;
      if (output.includes('Ctrl-C stops everything')) answer();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('close', (code) => fail(new Error(`The installation ended with status ${code}:\n${output}`)));
  });
}
