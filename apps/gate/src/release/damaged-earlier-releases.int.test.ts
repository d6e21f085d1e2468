import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReleaseManifest } from '@plaincode/content-schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MadeFile, madeEnvelope, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type RunningGate, startGate } from '../testing/running-gate.ts';
import { objectFile } from './object-files.ts';
import { shardOf } from './release.ts';

const page = '/hcpcs/J9000/';
const other = '/hcpcs/J9001/';
const wordings = ['first', 'second', 'third'] as const;
type Wording = (typeof wordings)[number];

let gate: RunningGate;
let releases: Record<Wording, ReleaseManifest>;

beforeEach(async () => {
  gate = await startGate();
  const first = publish('first', null);
  const second = publish('second', first);
  releases = { first, second, third: publish('third', second) };
});
afterEach(() => gate.stop());

/** A page, a style and a part of the search index of a wording's own. */
function publish(wording: Wording, parent: ReleaseManifest | null): ReleaseManifest {
  const files: Record<string, MadeFile> = {
    '/': madePage('Home'),
    [page]: madePage(wording, 'metered'),
    [other]: madePage(`${wording} neighbour`),
    [`/assets/${wording}.css`]: { body: `/* ${wording} */`, mediaType: 'text/css' },
    [`/assets/search/${wording}.json`]: { body: `["${wording}"]`, mediaType: 'application/json' },
  };
  const created = `2026-11-2${wordings.indexOf(wording)}T22:00:00Z`;
  gate.clock.now = new Date(created);
  return writeMadeRelease(gate.store, files, { parent: parent?.id ?? null, created });
}

const listOf = (wording: Wording, path: string) =>
  objectFile(gate.store, releases[wording].shards[shardOf(path, 2)] ?? '');

const manifestOf = (wording: Wording) => join(gate.store, 'manifests', `${releases[wording].id}.json`);

const keyOf = async (wording: Wording) =>
  (await gate.browser().post('/api/grants', { page, envelopes: [madeEnvelope('metered', wording)] })).status;
const fileOf = async (path: string) => (await gate.browser().get(path)).status;
const styleOf = (wording: Wording) => fileOf(`/assets/${wording}.css`);
const searchOf = (wording: Wording) => fileOf(`/assets/search/${wording}.json`);

function takeDown(path: string): void {
  mkdirSync(join(gate.data, 'withheld'), { recursive: true });
  const at = '2026-11-22T22:00:00Z';
  const entry = { id: randomUUID(), at, action: 'take-down', target: path, reason: 'asked' };
  appendFileSync(join(gate.data, 'withheld', 'takedowns.ndjson'), `${JSON.stringify(entry)}\n`);
}

const harms: Record<string, (file: string) => void> = {
  gone: (file) => rmSync(file),
  'cut short': (file) => writeFileSync(file, '{"files":'),
  // Names what is asked for, and is not what was published.
  altered: (file) => appendFileSync(file, ' '),
};

describe.each(Object.entries(harms))('a list of an earlier release that is %s', (_, harm) => {
  it('takes that release’s keys and styles, and nothing else', async () => {
    harm(listOf('second', page));
    harm(listOf('second', '/assets/second.css'));
    for (let round = 0; round < 2; round += 1) {
      expect([await keyOf('second'), await styleOf('second')]).toEqual([403, 404]);
      for (const whole of ['first', 'third'] as const)
        expect([whole, await keyOf(whole), await styleOf(whole)]).toEqual([whole, 200, 200]);
      expect([await fileOf(page), await fileOf('/assets/never.css')]).toEqual([200, 404]);
    }
    expect(gate.lines).toEqual([expect.stringContaining(releases.second.id)]);
  });

  it('leaves nobody to tell whether its search index names what was taken down: nobody gets it', async () => {
    takeDown(other);
    harm(listOf('second', other));
    for (const wording of wordings) expect([wording, await searchOf(wording)]).toEqual([wording, 404]);
    expect(gate.lines).toEqual([expect.stringContaining(releases.second.id)]);
  });
});

describe('a manifest of an earlier release that cannot be read', () => {
  it.each(['{', ''])('leaves the releases before it their grace', async (bytes) => {
    writeFileSync(manifestOf('second'), bytes);
    expect([await keyOf('second'), await styleOf('second')]).toEqual([403, 404]);
    for (const whole of ['first', 'third'] as const)
      expect([whole, await keyOf(whole), await styleOf(whole)]).toEqual([whole, 200, 200]);
    expect(gate.lines).toEqual([expect.stringContaining(releases.second.id)]);
  });
});

it('tells nothing of a release that was pruned', async () => {
  expect(await keyOf('first')).toBe(200);
  rmSync(manifestOf('first'));
  rmSync(listOf('first', '/assets/first.css'));
  expect([await keyOf('third'), await styleOf('first'), await styleOf('third')]).toEqual([200, 404, 200]);
  expect(gate.lines).toEqual([]);
});
