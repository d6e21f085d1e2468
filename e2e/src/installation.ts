import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inject } from 'vitest';
import { startApp, stopApp, waitUntilAnswers } from '../../scripts/run/processes.ts';
import { ensureSecrets } from '../../scripts/run/secrets.ts';

export const root = resolve(import.meta.dirname, '../..');

/** A whole Plaincode of its own: data folder, ports, processes; as an operator starts it. */
export type Installation = {
  data: string;
  site: string;
  desk: string;
  env: Record<string, string>;
  stop: () => Promise<void>;
};

/** An installation with secrets and ports of its own in which nothing runs yet. */
export async function emptyInstallation(): Promise<Installation> {
  const data = await mkdtemp(join(tmpdir(), 'plaincode-e2e-'));
  const [sitePort, cmsPort, publisherPort] = await freePorts(3);
  const env = {
    PLAINCODE_DATA: data,
    SITE_PORT: String(sitePort),
    CMS_PORT: String(cmsPort),
    PUBLISHER_PORT: String(publisherPort),
    SITE_URL: `http://localhost:${sitePort}`,
  };
  ensureSecrets(data);
  return {
    data,
    env,
    site: `http://localhost:${sitePort}`,
    desk: `http://localhost:${cmsPort}`,
    stop: () => rm(data, { recursive: true, force: true }),
  };
}

/** The same with the starter's content, which nobody has published yet. */
export async function seededInstallation(): Promise<Installation> {
  const installation = await emptyInstallation();
  await cp(inject('starterData'), installation.data, { recursive: true });
  return installation;
}

/** Starts an installation with the starter's content; rejects with its output when it does not come up. */
export async function startInstallation(): Promise<Installation> {
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

/** Serves an installation as it is; answers how to end that. Rejects with its output when it does not come up. */
export async function serveInstallation({ env }: Pick<Installation, 'env'>): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await untilUp(child);
  return () => stop(child);
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

function stop(child: ChildProcess): Promise<void> {
  return new Promise((answer) => {
    if (child.exitCode !== null) return answer();
    child.once('close', () => answer());
    child.kill('SIGTERM');
  });
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((answer) => {
          const server = createServer().listen(0, '127.0.0.1', () => answer(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((answer) => server.close(answer))));
  return ports;
}
