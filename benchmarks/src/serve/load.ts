import { createConnection, type Socket } from 'node:net';

/** Requests at a server for some seconds, over connections that stay open and ask one thing at a time. */
export interface Load {
  port: number;
  /** For each connection, its requests as bytes on the wire; from the start again when all were sent. */
  lanes: Buffer[][];
  /** The status of each answer. */
  expect: number;
  seconds: number;
}

export interface LoadReport {
  requests: number;
  seconds: number;
  /** Of the bodies. */
  bytes: number;
  /** The first answer that was not as expected. */
  failure: string | null;
  /** How much of the time the generator itself was busy, from 0 to 1: near 1 it is what limits the figures. */
  busy: number;
}

/** Puts the load on. The body of an answer is counted and not looked at: the generator is to cost less than the server. */
export async function putOn({ port, lanes, expect, seconds }: Load): Promise<LoadReport> {
  const sockets = await Promise.all(lanes.map(() => connected(port)));
  const report: LoadReport = { requests: 0, seconds: 0, bytes: 0, failure: null, busy: 0 };
  const before = process.cpuUsage();
  const started = performance.now();
  const until = started + seconds * 1_000;
  await Promise.all(sockets.map((socket, lane) => ask(socket, lanes[lane] ?? [], { expect, until }, report)));
  const lasted = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  report.seconds = lasted / 1_000;
  report.busy = (user + system) / 1_000 / lasted;
  return report;
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

const headEnd = Buffer.from('\r\n\r\n');

function ask(
  socket: Socket,
  requests: readonly Buffer[],
  { expect, until }: { expect: number; until: number },
  report: LoadReport,
): Promise<void> {
  const status = `HTTP/1.1 ${expect} `;
  return new Promise((resolve) => {
    let at = 0;
    /** Bytes of the body that are still to come; null before the end of the head. */
    let left: number | null = null;
    let head = Buffer.alloc(0);
    const end = () => {
      socket.destroy();
      resolve();
    };
    const next = () => {
      left = null;
      head = Buffer.alloc(0);
      if (performance.now() >= until || report.failure !== null) return end();
      socket.write(requests[at++ % requests.length] ?? Buffer.alloc(0));
    };
    socket.on('data', (chunk) => {
      let come = chunk.length;
      if (left === null) {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
        const headLength = head.indexOf(headEnd);
        if (headLength < 0) return;
        const text = head.toString('latin1', 0, headLength);
        if (!text.startsWith(status)) report.failure ??= text;
        left = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
        report.bytes += left;
        come = head.length - headLength - headEnd.length;
      }
      left -= come;
      if (left > 0) return;
      report.requests += 1;
      next();
    });
    socket.on('close', () => {
      if (performance.now() < until) report.failure ??= 'the server closed a connection';
      resolve();
    });
    next();
  });
}
