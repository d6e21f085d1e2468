import { createServer } from 'node:net';

/** Throws a PortTaken for the first port that something else listens on. */
export async function refuseTakenPorts(
  ports: { port: number; setting: string; use: string }[],
): Promise<void> {
  for (const [index, { port, setting, use }] of ports.entries()) {
    const twin = ports.slice(0, index).find((other) => other.port === port);
    if (twin)
      throw new PortTaken(`${twin.setting} and ${setting} are both ${port}: give each a port of its own.`);
    if (await isFree(port)) continue;
    const others = ports.map((other) => other.port);
    const example = `${setting}=${await freePortAbove(port, others)} npm start`;
    throw new PortTaken(
      `Port ${port} (${use}) is taken: set ${setting} to a free one, for example ${example}`,
    );
  }
}

/** The next free one that is none of the others; from the lowest that anybody may take, where there is none above. */
async function freePortAbove(taken: number, others: readonly number[]): Promise<number> {
  for (let step = 1; step <= 65_535; step++) {
    const port = taken + step <= 65_535 ? taken + step : taken + step - 65_535 + 1_023;
    if (!others.includes(port) && (await isFree(port))) return port;
  }
  return taken;
}

export class PortTaken extends Error {}

/** Free on every address: a server bound to one of them would shadow ours for some visitors. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', undefined]) {
    const free = await new Promise<boolean>((answer) => {
      const probe = createServer();
      probe.once('error', () => answer(false));
      probe.listen({ port, host, exclusive: true }, () => probe.close(() => answer(true)));
    });
    if (!free) return false;
  }
  return true;
}
