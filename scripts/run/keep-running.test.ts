import { type ChildProcess, spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { keepRunning, type Patience } from './keep-running.ts';
import type { Service } from './serve.ts';

const patience: Patience = { well: 60_000, pause: 10, most: 3 };
const stays = 'setInterval(() => {}, 1000)';

/** A service whose starts run these scripts in turn, the last one again and again. */
function service(name: string, ...scripts: string[]): Service & { started: ChildProcess[] } {
  const started: ChildProcess[] = [];
  const start = () => {
    const script = scripts[Math.min(started.length, scripts.length - 1)] ?? '';
    const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
    started.push(child);
    return child;
  };
  return { name, address: '', start, started };
}

const isRunning = (child: ChildProcess | undefined) => child?.exitCode === null && child.signalCode === null;

it('what ends by itself is started again, and the others go on', async () => {
  const publisher = service('publisher', 'process.exit(3)', stays);
  const gate = service('gate', stays);
  const services = [publisher, gate];
  const told: string[] = [];
  let stop = () => {};
  const stopped = new Promise<void>((answer) => {
    stop = answer;
  });
  const tell = (line: string) => void told.push(line);
  const kept = keepRunning(
    services,
    services.map(({ start }) => start()),
    stopped,
    { tell, patience },
  );
  await expect.poll(() => publisher.started.length, { timeout: 10_000 }).toBe(2);
  expect(told).toEqual(['The publisher ended by itself with status 3. It is started again in 0.01 s.']);
  expect([isRunning(publisher.started[1]), isRunning(gate.started[0])]).toEqual([true, true]);
  stop();
  await kept;
  expect(gate.started).toHaveLength(1);
  expect([...publisher.started, ...gate.started].some(isRunning)).toBe(false);
});

it('what never starts well is given up, and nothing is left running', async () => {
  const desk = service('desk', 'process.exit(1)');
  const gate = service('gate', stays);
  const services = [desk, gate];
  const children = services.map(({ start }) => start());
  const kept = keepRunning(services, children, new Promise(() => {}), { tell() {}, patience });
  await expect(kept).rejects.toThrow('The desk ended 4 times in a row, at last with status 1');
  expect(desk.started).toHaveLength(4);
  expect(isRunning(gate.started[0])).toBe(false);
});
