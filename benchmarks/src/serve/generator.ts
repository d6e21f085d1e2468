import { z } from 'zod';
import { putOn } from './load.ts';

/** The load generator, a process of its own beside the server: a job comes in, its report goes out. */
const job = z.object({
  port: z.int(),
  lanes: z.array(z.array(z.string())),
  expect: z.int(),
  seconds: z.number(),
});

process.on('message', async (message) => {
  const { lanes, ...rest } = job.parse(message);
  const bytes = lanes.map((lane) => lane.map((request) => Buffer.from(request, 'latin1')));
  process.send?.(await putOn({ ...rest, lanes: bytes }));
});
