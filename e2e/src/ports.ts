import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Where an installation is reached: those that run at one time have different ones. */
export type Ports = { site: number; desk: number; publisher: number };

/** Ports for that many installations at a time. */
export async function freeLanes(count: number): Promise<Ports[]> {
  const free = await freePorts(3 * count);
  const lanes: Ports[] = [];
  for (let at = 0; at < free.length; at += 3) {
    const [site, desk, publisher] = free.slice(at, at + 3);
    if (site && desk && publisher) lanes.push({ site, desk, publisher });
  }
  return lanes;
}

/** The same for one. */
export async function freeLane(): Promise<Ports> {
  const [ports] = await freeLanes(1);
  if (!ports) throw new Error('one lane was asked for');
  return ports;
}

/**
 * Ports that nothing listens on. They stay below those that a system gives to outgoing connections, of which the
 * browser makes many between the moment they are chosen here and the moment a story's servers listen on them.
 */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, () => server.close(() => answer(true)));
  });
}
