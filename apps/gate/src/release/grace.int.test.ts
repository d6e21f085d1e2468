import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MadeFile, madeEnvelope, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type RunningGate, startGate } from '../testing/running-gate.ts';

const day = 24 * 60 * 60 * 1000;

let gate: RunningGate;
beforeEach(async () => {
  gate = await startGate({ graceDays: 2 });
});
afterEach(() => gate.stop());

let parent: string | null = null;

/** Publishes a page of its own wording and style, at the gate's time. */
function publish(wording: string, format?: 1): void {
  const files: Record<string, MadeFile> = {
    '/': madePage('Home'),
    '/hcpcs/J9000/': madePage(wording, 'metered'),
    [`/assets/${wording}.css`]: { body: `/* ${wording} */`, mediaType: 'text/css' },
  };
  const created = gate.clock.now.toISOString().replace(/\.\d+Z$/, 'Z');
  parent = writeMadeRelease(gate.store, files, { parent, created, ...(format && { format }) }).id;
}

const pass = (time: number): void => {
  gate.clock.now = new Date(gate.clock.now.getTime() + time);
};

const styleOf = async (wording: string) => (await gate.browser().get(`/assets/${wording}.css`)).status;

async function keyOf(wording: string): Promise<unknown> {
  const asked = { page: '/hcpcs/J9000/', envelopes: [madeEnvelope('metered', wording)] };
  const answer = await gate.browser().post('/api/grants', asked);
  return answer.status;
}

describe('a reader who holds a page of before', () => {
  beforeEach(() => {
    parent = null;
  });

  it('gets its styles and its key while it is in grace', async () => {
    publish('first');
    pass(day);
    publish('second');
    pass(day);
    publish('third');
    for (const wording of ['first', 'second', 'third'])
      expect([wording, await styleOf(wording), await keyOf(wording)]).toEqual([wording, 200, 200]);
    expect([await styleOf('never'), await keyOf('never')]).toEqual([404, 403]);
  });

  it('gets them from a release of the format before as well', async () => {
    publish('first', 1);
    expect([await styleOf('first'), await keyOf('first')]).toEqual([200, 200]);
    publish('second');
    for (const wording of ['first', 'second'])
      expect([wording, await styleOf(wording), await keyOf(wording)]).toEqual([wording, 200, 200]);
  });

  it('loses them once it was replaced for longer than the days of grace, where many releases followed', async () => {
    publish('first');
    publish('second');
    for (let count = 0; count < 20; count += 1) {
      pass(day / 4);
      publish(`later${count}`);
    }
    expect([await styleOf('first'), await keyOf('first')]).toEqual([404, 403]);
    expect([await styleOf('later10'), await keyOf('later10')]).toEqual([200, 200]);
  });

  it('keeps them however many releases followed within those days', async () => {
    publish('first');
    for (let count = 0; count < 30; count += 1) {
      pass(60_000);
      publish(`later${count}`);
    }
    expect([await styleOf('first'), await keyOf('first')]).toEqual([200, 200]);
  });

  it('never gets a page of before from the site itself', async () => {
    publish('first');
    publish('second');
    const page = await (await gate.browser().get('/hcpcs/J9000/')).text();
    expect(page).toContain('second');
  });
});
