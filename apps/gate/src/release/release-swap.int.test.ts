import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { madePage, writeMadeRelease } from '../testing/made-release.ts';
import { askRaw } from '../testing/raw-request.ts';
import { type RunningGate, startGate } from '../testing/running-gate.ts';

async function start(): Promise<RunningGate> {
  const gate = await startGate();
  onTestFinished(() => gate.stop());
  return gate;
}

/** A release in which every page names its number, and a style of the same number. */
function releaseOf(number: number) {
  const page = (name: string) => ({
    body: `${madePage(name).body}<link href="/assets/page.${number}.css"><p>release ${number}</p>`,
  });
  return {
    '/': page('Home'),
    '/404/': page('Not found'),
    '/hcpcs/J9000/': page('J9000'),
    '/hcpcs/J9001/': page('J9001'),
    [`/assets/page.${number}.css`]: { body: `/* style of ${number} */`.repeat(20), mediaType: 'text/css' },
  };
}

const created = (second: number) => `2026-11-23T22:00:${String(second).padStart(2, '0')}Z`;

it('takes up a new release within a second, and fails no request that is under way', async () => {
  const gate = await start();
  let parent = writeMadeRelease(gate.store, releaseOf(0), { created: created(0) }).id;
  let published = 0;
  let over = false;
  const wrong: string[] = [];
  const encodings = ['br', 'gzip', 'identity'];
  let asked = 0;

  /** Asks for a page and, as a browser does, for the style that it names. */
  async function reader(at: number): Promise<void> {
    const headers = { 'accept-encoding': encodings[at % 3] ?? '' };
    let newest = 0;
    while (!over) {
      const before = published;
      const answer = await fetch(`${gate.url}/hcpcs/J900${at % 2}/`, { headers });
      const page = await answer.text();
      const number = Number(/release (\d+)/.exec(page)?.[1]);
      const style = await fetch(`${gate.url}/assets/page.${number}.css`, { headers });
      asked += 2;
      if (answer.status !== 200 || style.status !== 200) wrong.push(`${answer.status} ${style.status}`);
      if (!(await style.text()).includes(`style of ${number} `)) wrong.push(`style of ${number}`);
      // What was the served release when the request was sent, or a later one: never one before.
      if (number < before || number < newest) wrong.push(`${number} after ${Math.max(before, newest)}`);
      newest = number;
    }
  }

  const readers = Array.from({ length: 12 }, (_, at) => reader(at));
  for (let number = 1; number <= 25; number += 1) {
    parent = writeMadeRelease(gate.store, releaseOf(number), { created: created(number), parent }).id;
    published = number;
    // Each release is served for some requests, however slow the machine is.
    for (const until = asked + 10; asked < until; ) await wait(2);
  }
  over = true;
  await Promise.all(readers);
  expect([wrong, gate.lines]).toEqual([[], []]);
});

it('ends an answer with the release that it began with, however slowly it is read', async () => {
  const gate = await start();
  const large = (word: string) => ({
    ...releaseOf(0),
    '/large.txt': { body: word.repeat(2_000_000), mediaType: 'text/plain' },
  });
  const first = writeMadeRelease(gate.store, large('before '));
  const answer = await fetch(`${gate.url}/large.txt`, { headers: { 'accept-encoding': 'identity' } });
  writeMadeRelease(gate.store, large('after '), { created: created(1), parent: first.id });
  await wait(50);
  const next = await askRaw(gate.url, 'GET /large.txt HTTP/1.1');
  expect(next.body.subarray(0, 6).toString()).toBe('after ');
  expect((await answer.text()).replaceAll('before ', '')).toBe('');
});

it('keeps to the release before where the new one cannot be read, and serves it once it can', async () => {
  const gate = await start();
  const first = writeMadeRelease(gate.store, releaseOf(0));
  expect(await (await gate.browser().get('/')).text()).toContain('release 0');
  writeMadeRelease(gate.store, releaseOf(1), { created: created(1), parent: first.id, serve: false });
  writeFileSync(`${gate.store}/current`, '{"format":1,');
  expect(await (await gate.browser().get('/')).text()).toContain('release 0');
  writeMadeRelease(gate.store, releaseOf(2), { created: created(2), parent: first.id });
  expect(await (await gate.browser().get('/')).text()).toContain('release 2');
  expect(gate.lines).toHaveLength(1);
});
