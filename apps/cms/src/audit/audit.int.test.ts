import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { type AuditEntry, auditHead, recordAudit } from './record-audit.ts';
import { siteHead } from './site-head.ts';
import { verifyChain } from './verify-chain.ts';

const entry = (subject: string): AuditEntry => ({
  actor: { id: 'a1', name: 'Anna' },
  action: 'item-settled',
  subject,
  details: { edition: 'hcpcs-2026-01-01', count: 3, none: null, left: undefined },
});

function childWrites(desk: TestDesk, writers: number, rows: number): Promise<number | null> {
  const script = join(import.meta.dirname, 'testing', 'write-rows.ts');
  const child = spawn(process.execPath, [script, String(writers), String(rows)], {
    env: { ...process.env, ...desk.env.commandVariables, PAYLOAD_SECRET: desk.env.payloadSecret },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

describe('the audit log', () => {
  let desk: TestDesk;
  let admin: Person;
  beforeAll(async () => {
    desk = await openTestDesk();
    admin = await addPerson(desk, 'admin');
  });
  afterAll(() => desk.close());

  it('is one chain that lost nothing after twenty writers in two processes', {
    timeout: 90_000,
  }, async () => {
    const before = (await auditHead(desk.payload))?.sequence ?? 0;
    const ours = async (writer: number) => {
      for (let row = 0; row < 10; row++) await recordAudit(desk.payload, entry(`parent/${writer}/${row}`));
    };
    let ended = false;
    const child = childWrites(desk, 10, 10).finally(() => {
      ended = true;
    });
    /* Until the child has written its first row, there is nobody to collide with. */
    while (!ended) {
      const { totalDocs } = await desk.payload.count({
        collection: 'audit-log',
        where: { subject: { like: 'child/' } },
      });
      if (totalDocs > 0) break;
    }
    await Promise.all(Array.from({ length: 10 }, (_, writer) => ours(writer)));
    expect(await child).toBe(0);
    const report = await verifyChain(desk.payload, null);
    expect(report).toMatchObject({ broken: null, rows: before + 200 });
    const { docs } = await desk.payload.find({ collection: 'audit-log', pagination: false });
    expect(new Set(docs.map(({ subject }) => subject)).size).toBeGreaterThanOrEqual(200);
  });

  describe('through any way in', () => {
    const forged = {
      sequence: 1,
      at: '2026-01-01',
      actorName: 'x',
      action: 'x',
      subject: 'x',
      previousHash: 'x',
      hash: 'x',
    };
    const everything = { id: { exists: true } };

    it('is written by nobody over HTTP', async () => {
      const head = await auditHead(desk.payload);
      const row = (await desk.payload.find({ collection: 'audit-log', limit: 1 })).docs[0];
      const asked = [
        ['POST', '/audit-log', forged],
        ['PATCH', `/audit-log/${row?.id}`, { actorName: 'Mallory' }],
        ['PATCH', '/audit-log?where[id][exists]=true', { actorName: 'Mallory' }],
        ['DELETE', `/audit-log/${row?.id}`, undefined],
        ['DELETE', '/audit-log?where[id][exists]=true', undefined],
        ['POST', `/audit-log/${row?.id}/duplicate`, {}],
      ] as const;
      for (const [method, path, body] of asked)
        expect([403, 404, 500, 501], `${method} ${path}`).toContain(
          (await askApi(desk, admin, method, path, body)).status,
        );
      expect(await auditHead(desk.payload)).toEqual(head);
      expect((await verifyChain(desk.payload, null)).broken).toBeNull();
    });

    it.each([true, false])('is not edited from inside, overrideAccess %s', async (overrideAccess) => {
      const { payload } = desk;
      const as = { collection: 'audit-log', user: admin.user, overrideAccess } as const;
      const { rows } = await verifyChain(payload, null);
      const { id } = (await payload.find({ collection: 'audit-log', limit: 1 })).docs[0] ?? { id: '' };
      await expect(payload.create({ ...as, data: forged })).rejects.toThrow();
      await expect(payload.update({ ...as, id, data: { actorName: 'M' } })).rejects.toThrow();
      await expect(payload.delete({ ...as, id })).rejects.toThrow();
      const failed = async (work: Promise<{ docs: unknown[] }>) =>
        expect((await work.catch(() => ({ docs: [] }))).docs).toEqual([]);
      await failed(payload.update({ ...as, where: everything, data: { actorName: 'M' } }));
      await failed(payload.delete({ ...as, where: everything }));
      expect(await verifyChain(payload, null)).toMatchObject({ broken: null, rows });
    });
  });

  describe('changed below the desk', () => {
    const undo: (() => Promise<unknown>)[] = [];
    afterEach(async () => {
      for (const step of undo.splice(0)) await step();
      expect((await verifyChain(desk.payload, null)).broken).toBeNull();
    });

    it('names a row that is not as it was written', async () => {
      const collection = 'audit-log';
      const where = { sequence: { equals: 7 } };
      const [row] = (await desk.payload.find({ collection, where })).docs;
      const write = (actorName: string) =>
        desk.payload.db.updateOne({ collection, id: row?.id ?? '', data: { actorName } });
      undo.push(() => write(row?.actorName ?? ''));
      await write('Mallory');
      expect((await verifyChain(desk.payload, null)).broken).toMatchObject({ kind: 'changed', sequence: 7 });
    });

    it('knows by the head in the site release that its end is gone', async () => {
      const { payload, env } = desk;
      const head = await recordAudit(payload, entry('last'));
      await mkdirSync(join(env.dataFolder, 'store', 'manifests'), { recursive: true });
      const id = '20260101T000000Z-3f9c1a2b';
      const hash = 'a'.repeat(64);
      const manifest = {
        format: 1,
        id,
        parent: null,
        created: '2026-01-01T00:00:00.000Z',
        reason: 'publish',
        contentHash: hash,
        template: hash,
        plan: hash,
        site: hash,
        keyId: 'k1',
        counts: { pages: 0, files: 0, bytes: 0 },
        shards: {},
        auditHead: head.hash,
      };
      writeFileSync(join(env.dataFolder, 'store', 'manifests', `${id}.json`), JSON.stringify(manifest));
      writeFileSync(
        join(env.dataFolder, 'store', 'current'),
        JSON.stringify({ format: 1, release: id, manifest: hash }),
      );
      const site = siteHead(env.dataFolder);
      expect(site).toMatchObject({ release: id, hash: head.hash });
      expect((await verifyChain(payload, site)).broken).toBeNull();
      await payload.db.deleteOne({ collection: 'audit-log', where: { hash: { equals: head.hash } } });
      expect((await verifyChain(payload, site)).broken).toMatchObject({ kind: 'truncated' });
    });
  });
});
