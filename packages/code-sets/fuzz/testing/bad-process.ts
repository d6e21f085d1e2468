import { writeFileSync } from 'node:fs';
import type { Order } from '../run-order.ts';

/** Stands in a reader's place and does at input 7 what its name asks for: for the tests of the watch. */
process.on('message', ({ reader, marker }: Order) => {
  const number = Buffer.alloc(8);
  number.writeDoubleLE(7);
  writeFileSync(marker, number);
  if (reader === 'hangs') for (;;);
  if (reader === 'waits for ever') return setInterval(() => {}, 1_000);
  if (reader === 'fills memory') for (const held: number[][] = []; ; ) held.push(Array(1_000_000).fill(0.5));
  if (reader === 'ends silently') process.exit(0);
  throw new Error('broken');
});
