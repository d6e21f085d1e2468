import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SQLiteAdapter } from '@payloadcms/db-sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskConfig } from '../desk-config.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { generatedTypes } from './generate-types.ts';

describe('what is generated from the config', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
  });
  afterAll(() => desk.close());

  it('has a table for every collection and global', async () => {
    for (const { slug } of desk.payload.config.collections) {
      const found = await desk.payload.find({ collection: slug, limit: 1, overrideAccess: true });
      expect(found.docs.length, slug).toBeLessThanOrEqual(1);
    }
    for (const { slug } of desk.payload.config.globals) {
      expect(await desk.payload.findGlobal({ slug }), slug).toBeTruthy();
    }
  });

  it('has a migration for every change of the schema (else: pnpm generate migration NAME)', async () => {
    const adapter = desk.payload.db as unknown as SQLiteAdapter;
    const kit = adapter.requireDrizzleKit();
    const folder = join(desk.env.root, 'apps', 'cms', 'src', 'migrations');
    const last =
      readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .sort()
        .at(-1) ?? '';
    const before = JSON.parse(readFileSync(join(folder, last), 'utf8'));
    const after = await kit.generateDrizzleJson(adapter.schema);
    expect(await kit.generateMigration(before, after)).toEqual([]);
  });

  it('has the types of the documents (else: pnpm generate types)', async () => {
    const committed = readFileSync(join(desk.env.root, 'packages', 'types', 'src', 'payload.ts'), 'utf8');
    expect(await generatedTypes(desk.payload.config)).toBe(committed);
  });

  it('has the same types of documents on MongoDB', async () => {
    const onMongo = await deskConfig({ ...desk.env, databaseUrl: 'mongodb://127.0.0.1:27017/plaincode' });
    expect(await generatedTypes(onMongo)).toBe(await generatedTypes(desk.payload.config));
  });

  it('has every component of the admin in its import map (else: pnpm generate import-map)', () => {
    const file = desk.payload.config.admin.importMap.importMapFile ?? '';
    const importMap = readFileSync(file, 'utf8');
    const named =
      JSON.stringify(desk.payload.config, withoutRepeats()).match(/\/src\/admin\/[\w.-]+#\w+/g) ?? [];
    expect(named.length).toBeGreaterThan(5);
    for (const component of named) expect(importMap).toContain(component);
  });
});

/** The config refers to itself in places; each object is enough once. */
function withoutRepeats() {
  const seen = new Set<unknown>();
  return (_key: string, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return undefined;
    seen.add(value);
    return value;
  };
}
