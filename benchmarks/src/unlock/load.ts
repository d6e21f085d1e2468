import { createConnection, type Socket } from 'node:net';

/** Requests of one kind at a gate, over connections that stay open and ask one thing at a time. */
export interface Load {
  port: number;
  /** For each connection, its requests as bytes on the wire. */
  lanes: Buffer[][];
  /** What each answer must hold, after its status 200. */
  expect: string;
}

export interface LoadReport {
  requests: number;
  seconds: number;
  /** How much of the time the generator itself was busy, from 0 to 1: near 1 it is what limits the figures. */
  busy: number;
  p50: number;
  p99: number;
  failures: number;
  /** The first answer that was not as expected. */
  firstFailure: string | null;
}

/** Puts the load on and measures it: latencies in milliseconds, from the last byte sent to the last received. */
export async function putOn({ port, lanes, expect }: Load): Promise<LoadReport> {
  const sockets = await Promise.all(lanes.map(() => connected(port)));
  const times: number[] = [];
  let failures = 0;
  let firstFailure: string | null = null;
  const before = process.cpuUsage();
  const started = performance.now();
  await Promise.all(
    sockets.map(async (socket, lane) => {
      const ask = asker(socket);
      for (const request of lanes[lane] ?? []) {
        const sent = performance.now();
        const answer = await ask(request);
        times.push(performance.now() - sent);
        if (answer.startsWith('HTTP/1.1 200') && answer.includes(expect)) continue;
        failures += 1;
        firstFailure ??= answer;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const busy = (user + system) / 1e6 / seconds;
  for (const socket of sockets) socket.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, seconds, busy, p50: at(0.5), p99: at(0.99), failures, firstFailure };
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends a request and answers the whole response as text. Throws where the connection ends. */
export function asker(socket: Socket): (request: Buffer) => Promise<string> {
  let text = '';
  let waiting: { resolve: (answer: string) => void; reject: (error: Error) => void } | null = null;
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    text += chunk;
    const head = text.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
    if (text.length < head + 4 + Number(length ?? 0)) return;
    const answer = text;
    text = '';
    waiting?.resolve(answer);
  });
  const ended = () => waiting?.reject(new Error('the gate closed a connection'));
  socket.on('error', ended).on('close', ended);
  return (request) =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      socket.write(request);
    });
}
