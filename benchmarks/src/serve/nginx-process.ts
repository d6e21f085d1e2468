import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cpuSeconds, ended, type ServerProcess } from '../unlock/gate-process.ts';

/** The command, where it is installed: outside of the PATH of most users on Debian. */
export function findNginx(): string | null {
  return ['nginx', '/usr/sbin/nginx'].find((command) => spawnSync(command, ['-v']).status === 0) ?? null;
}

/** nginx with one worker over a folder of plain files, and nothing of its own in another folder. Compresses nothing. */
export async function startNginx(command: string, files: string, own: string): Promise<ServerProcess> {
  const port = await freePort();
  const conf = join(own, 'nginx.conf');
  writeFileSync(conf, configuration(port, files, own));
  const master = spawn(command, ['-p', own, '-e', 'stderr', '-c', conf], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await answering(port);
  } catch (error) {
    await ended(master);
    throw error;
  }
  const worker = spawnSync('ps', ['-o', 'pid=', '--ppid', String(master.pid)], { encoding: 'utf8' });
  const pid = Number(worker.stdout.trim().split('\n')[0]);
  return { port, cpuSeconds: () => cpuSeconds(pid), stop: () => ended(master) };
}

/** As Debian has it, but for what the gate does not do either: one worker, no log, connections that stay open. */
const configuration = (port: number, files: string, own: string): string => `
daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${own}/nginx.pid;
events { worker_connections 768; }
http {
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${own}/${one};`).join(' ')}
  sendfile on;
  tcp_nopush on;
  gzip off;
  access_log off;
  keepalive_requests 100000000;
  types { text/html html; text/css css; text/plain txt; image/png png; }
  server { listen 127.0.0.1:${port}; root ${files}; index index.html; }
}
`;

/** A port that was free a moment ago: nginx cannot be asked which one it took. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/`).catch(() => null)) return;
    await wait(100);
  }
  throw new Error('nginx does not answer');
}
