import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseArguments } from './parse-arguments.ts';
import { runReader } from './run-reader.ts';
import { formatProgress, formatTable } from './summary.ts';

const ignore = () => undefined;
const bad = {
  program: join(import.meta.dirname, 'testing/bad-process.ts'),
  longestWait: 1_500,
  heapMegabytes: 100,
  errors: 'ignore',
} as const;

describe('the watch over a reader', () => {
  test('counts what came of the inputs', async () => {
    const wanted = { reader: 'gem', seed: 1, from: 0, count: 40 };
    const run = await runReader(wanted, ignore);
    const { accepted, refused, withoutPlace, peakBytes } = run.tally;
    expect(run.failure).toBeNull();
    expect(accepted + refused).toBe(40);
    expect(Math.min(accepted, refused, peakBytes)).toBeGreaterThan(0);
    expect(withoutPlace).toBe(0);
    expect(formatTable([run])).toMatch(/^reader .*\ngem +40 .*sound$/);
  });

  test.each([
    ['hangs', 'no answer in 1.5 seconds'],
    ['waits for ever', 'no answer in 1.5 seconds'],
    ['ends silently', 'the process ended with status 0'],
    ['throws', 'the process ended with status 1'],
  ])('tells the input at which one %s', async (reader, flaw) => {
    const run = await runReader({ reader, seed: 1, from: 0, count: 9 }, ignore, bad);
    expect(run.failure).toEqual({ index: 7, flaw });
    expect(formatTable([run])).toContain('failed at #7');
  });

  test('stops one that fills the memory', async () => {
    const wanted = { reader: 'fills memory', seed: 1, from: 0, count: 9 };
    const run = await runReader(wanted, ignore, { ...bad, longestWait: 60_000 });
    expect(run.failure?.index).toBe(7);
    expect(run.failure?.flaw).toMatch(/SIGABRT|SIGTRAP|status \d+/);
  });
});

describe('the command line', () => {
  test('asks for all readers, some, or one input', () => {
    expect(parseArguments([])).toMatchObject({ seed: 1, from: 0, count: 100_000, json: false });
    expect(parseArguments([]).readers.length).toBeGreaterThan(15);
    expect(parseArguments(['--reader', 'gem', '--reader', 'cpt', '--count', '5', '--json'])).toEqual({
      readers: ['gem', 'cpt'],
      seed: 1,
      from: 0,
      count: 5,
      json: true,
    });
    expect(parseArguments(['--index', '17', '--seed', '3'])).toMatchObject({ seed: 3, from: 17, count: 1 });
  });

  test.each([
    [['--reader', 'gems'], 'no reader "gems"'],
    [['--count', 'many'], '--count is a whole number'],
    [['--seed', '-1'], '--seed'],
    [['--fast'], '--fast'],
  ])('refuses %j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(message);
  });

  test('tells how far a reader is', () => {
    const tally = {
      accepted: 300,
      refused: 700,
      withoutPlace: 0,
      slowest: { index: 0, milliseconds: 0 },
      peakBytes: 0,
    };
    expect(formatProgress('gem', tally, 100_000, 2)).toBe(
      'gem 1,000 of 100,000, 500 a second, 3 min 18 s left',
    );
  });
});
