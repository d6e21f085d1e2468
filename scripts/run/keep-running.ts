import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { CommandFailed, exitOf, stopApp, type Tell } from './processes.ts';
import type { Service } from './serve.ts';

export type Patience = {
  /** A service that ran for so long had started well: milliseconds. */
  well: number;
  /** Before it is started again, and longer each time that it did not start well: milliseconds. */
  pause: number;
  /** So often in a row it may end without having started well. */
  most: number;
};

const usual: Patience = { well: 60_000, pause: 1_000, most: 5 };

/**
 * Starts a service again that ended by itself, so that readers go on reading while the publisher or the desk comes back.
 * Resolves with all of them stopped once `stopped` does; throws where one cannot be kept running, with all of them stopped.
 */
export async function keepRunning(
  services: readonly Service[],
  children: readonly ChildProcess[],
  stopped: Promise<unknown>,
  { tell = console.error, patience = usual }: { tell?: Tell; patience?: Patience } = {},
): Promise<void> {
  const running = new Map(services.map((service, at) => [service, children[at]]));
  let ending = false;
  const stopping = stopped.then(() => {
    ending = true;
  });
  const keep = async (service: Service): Promise<void> => {
    let [failures, started] = [0, Date.now()];
    for (;;) {
      const child = running.get(service);
      const status = child ? await exitOf(child) : 1;
      if (ending) return;
      failures = Date.now() - started >= patience.well ? 1 : failures + 1;
      if (failures > patience.most)
        throw new CommandFailed(
          `The ${service.name} ended ${failures} times in a row, at last with status ${status}: see its lines above`,
          1,
        );
      const pause = patience.pause * 2 ** (failures - 1);
      tell(
        `The ${service.name} ended by itself with status ${status}. It is started again in ${pause / 1000} s.`,
      );
      await Promise.race([stopping, wait(pause, undefined, { ref: false })]);
      if (ending) return;
      started = Date.now();
      running.set(service, service.start());
    }
  };
  try {
    await Promise.race([stopping, ...services.map(keep)]);
  } finally {
    ending = true;
    await Promise.all([...running.values()].map((child) => child && stopApp(child)));
  }
}
