import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKey } from '@plaincode/sealing';
import { appCommand, nodeOptions } from '../../../scripts/run/processes.ts';

/** As `npm start` starts it. */
const command = [...nodeOptions.gate, appCommand.gate];

/** A server whose use of the machine is measured. */
export interface ServerProcess {
  port: number;
  /** Seconds of processor time so far; null where the system does not tell. */
  cpuSeconds(): number | null;
  stop(): Promise<void>;
}

export interface GateProcess extends ServerProcess {
  origin: string;
  /** Forgets the peak so far. */
  resetPeakMemory(): void;
  /** The most memory it had since, in MB; null where the system does not tell. */
  peakMemory(): number | null;
}

/** The gate's own command, alone in a data folder with what `prepare` puts there, on a free port. */
export async function startGateProcess(prepare: (data: string) => void): Promise<GateProcess> {
  const data = mkdtempSync(join(tmpdir(), 'plaincode-bench-'));
  mkdirSync(join(data, 'secrets'), { mode: 0o700 });
  writeFileSync(
    join(data, 'secrets', 'root-keys.json'),
    JSON.stringify({ current: 'k1', keys: { k1: createKey() } }),
  );
  prepare(data);
  const child = spawn(process.execPath, command, {
    env: {
      ...process.env,
      PLAINCODE_DATA: data,
      SITE_PORT: '0',
      SITE_HOST: '127.0.0.1',
      SITE_URL: 'http://localhost:8080',
      GATE_SECRET: createKey(),
      TRUSTED_PROXIES: '127.0.0.1',
      DATABASE_URL: '',
      REQUIRE_VERIFIED_EMAIL: 'false',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const port = await listening(child);
    return {
      port,
      origin: 'http://localhost:8080',
      cpuSeconds: () => cpuSeconds(child.pid),
      resetPeakMemory: () => resetPeakMemory(child.pid),
      peakMemory: () => peakMemory(child.pid),
      async stop() {
        await ended(child);
        rmSync(data, { recursive: true });
      },
    };
  } catch (error) {
    child.kill();
    rmSync(data, { recursive: true });
    throw error;
  }
}

function listening(child: ChildProcess): Promise<number> {
  return new Promise((answer, fail) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000);
      const port = /served on port (\d+)/.exec(said)?.[1];
      if (port) answer(Number(port));
    });
    child.once('close', (status) => fail(new Error(`the gate ended with status ${status}: ${said}`)));
  });
}

export function ended(child: ChildProcess): Promise<void> {
  return new Promise((answer) => {
    child.once('close', () => answer());
    child.kill('SIGTERM');
  });
}

const ticksPerSecond = 100;

export function cpuSeconds(pid: number | undefined): number | null {
  const fields = read(`/proc/${pid}/stat`)?.split(') ')[1]?.split(' ');
  return fields ? (Number(fields[11]) + Number(fields[12])) / ticksPerSecond : null;
}

function peakMemory(pid: number | undefined): number | null {
  const kilobytes = /VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return kilobytes ? (Number(kilobytes) * 1024) / 1e6 : null;
}

/** Linux lets the high-water mark of a process be set back to what it has now. */
function resetPeakMemory(pid: number | undefined): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Elsewhere there is no such figure at all.
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
