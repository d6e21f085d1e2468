import { join } from 'node:path';
import { type FactsContent, type ReleaseContent, readOfficialFile } from '@plaincode/code-sets';
import { type Input, makeInput, readers } from '@plaincode/code-sets/fuzz';
import type { CollectionSlug } from 'payload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { contentHashOf } from './code-row.ts';
import { ensureCodeSets } from './ensure-code-sets.ts';
import { hashedFact } from './fact-row.ts';
import { heldEditions, heldFacts, latestImport } from './held-editions.ts';
import { importFile } from './import-file.ts';
import { ImportRefused } from './import-refused.ts';
import type { ImportReport } from './import-report.ts';
import { factSpans } from './plan-facts.ts';
import { editionContents, editionOrder } from './read-rows.ts';
import { statesAt } from './spans.ts';
import { writeMade } from './testing/made-files.ts';

let desk: TestDesk;
let tables: CollectionSlug[];

beforeAll(async () => {
  desk = await openTestDesk();
  await ensureCodeSets(desk.payload);
  tables = Object.keys(desk.payload.collections) as CollectionSlug[];
});
afterAll(() => desk.close());

const seed = 20_302;
const inputsOfEach = 4;
/** Licensed sets are not taken without a licence, and the desk holds none. */
const tried = readers.filter(({ name }) => name !== 'cpt');

/** Every document of every collection, word for word. */
async function everything(): Promise<string> {
  const dumps = [];
  for (const collection of tables) {
    const { docs } = await desk.payload.db.find({ collection, limit: 0, pagination: false, sort: 'id' });
    dumps.push([collection, docs]);
  }
  return JSON.stringify(dumps);
}

async function bring({ name, bytes, given }: Input): Promise<ImportReport[] | ImportRefused> {
  const file = writeMade(join(desk.env.dataFolder, 'files'), name, bytes);
  const edition = given.effective === undefined ? undefined : { effective: given.effective };
  try {
    const { reports } = await importFile(desk.payload, desk.env.dataFolder, {
      file,
      codeSet: given.codeSet,
      edition,
    });
    return reports;
  } catch (error) {
    if (error instanceof ImportRefused) return error;
    throw error;
  }
}

/** The codes of the edition and the hashes of their content, in official order. */
async function heldRelease({ codeSet, edition }: ReleaseContent): Promise<string[]> {
  const held = await heldEditions(desk.payload, codeSet);
  const found = held.find(({ id }) => id === edition.id);
  if (!found) return [];
  const [content = new Map()] = await editionContents(desk.payload, codeSet, held, [found.sequence]);
  const order = await editionOrder(desk.payload, latestImport(found).id);
  expect([...content.keys()].sort()).toEqual([...order].sort());
  return order.map((code) => `${code} ${content.get(code)?.contentHash}`);
}

async function heldFactsOf({ codeSet, factKind, edition }: FactsContent): Promise<string[]> {
  const held = (await heldFacts(desk.payload, codeSet)).get(factKind) ?? [];
  const sequence = held.find(({ id }) => id === edition.id)?.sequence ?? 0;
  const [states = new Map()] = await statesAt(desk.payload, factSpans(codeSet, factKind, held), [sequence]);
  const present = [...states].filter(([, { present: isPresent }]) => isPresent);
  return present.map(([code, { contentHash }]) => `${code} ${contentHash}`).sort();
}

/** Holds what the desk has now against what the file says. */
async function expectWhole({ name, bytes, given }: Input): Promise<void> {
  const result = await readOfficialFile({ name, bytes }, given);
  if (!result.ok) throw new Error('a file was imported that cannot be read');
  for (const content of result.file.contents)
    if (content.kind === 'release')
      expect(await heldRelease(content)).toEqual(
        content.records.map((record) => `${record.code} ${contentHashOf(record)}`),
      );
    else if (content.kind === 'facts')
      expect(await heldFactsOf(content)).toEqual(
        content.facts.map((fact) => `${fact.code} ${hashedFact(fact).contentHash}`).sort(),
      );
}

describe('a mutated file', () => {
  const outcomes = { imported: 0, unchanged: 0, refused: 0 };

  it.each(tried)('of the reader $name comes in whole or not at all', async (reader) => {
    for (let index = 0; index < inputsOfEach; index += 1) {
      const input = makeInput(reader, seed, index);
      const before = await everything();
      const came = await bring(input);
      const wrote = (await everything()) !== before;
      if (came instanceof ImportRefused) {
        outcomes.refused += 1;
        expect(wrote, `${reader.name} ${index}: ${came.message}`).toBe(false);
        if (came.code === 'bad-file') expect(came.problems[0]?.line).toBeGreaterThanOrEqual(1);
        continue;
      }
      const imported = came.some((report) => report.kind !== 'check' && report.outcome === 'imported');
      outcomes[imported ? 'imported' : 'unchanged'] += 1;
      expect(wrote, `${reader.name} ${index}`).toBe(imported);
      await expectWhole(input);
    }
  });

  it('came to either end often enough for this to mean something', () => {
    expect(outcomes.imported).toBeGreaterThan(8);
    expect(outcomes.refused).toBeGreaterThan(20);
  });
});
