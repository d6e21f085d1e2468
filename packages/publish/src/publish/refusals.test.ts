import type { PageRecord } from '@plaincode/content-schemas';
import { describe, expect, it } from 'vitest';
import { changed, ownPublisher, refusalOf } from './fixtures/own-publisher.ts';
import { makeRecords, streamOf, writeExport } from './fixtures/plain-export.ts';
import { publish } from './publish.ts';

const own = ownPublisher();

describe('a refusal', () => {
  it('names every page that cannot be published, and why, and changes nothing', async () => {
    const records = makeRecords(40);
    const first = await publish(own.publisher, writeExport(records));
    const broken = changed(changed(records, 5, 'unprintable one'), 9, 'unprintable two').map((record, at) =>
      at === 20 && record.kind === 'code' ? { ...record, notices: [] } : record,
    );
    const refusal = await refusalOf(publish(own.publisher, writeExport(broken)));
    expect(refusal.code).toBe('page-invalid');
    const lines = new Set(refusal.problems.map(({ file }) => file));
    expect(lines).toEqual(new Set([5, 9, 20].map((at) => records[at]?.path)));
    expect(refusal.problems.find(({ line }) => line === 7)?.message).toBe('the templates answered 500');
    expect(own.publisher.store.current()?.id).toBe(first.release);
    expect((await publish(own.publisher, writeExport(records))).outcome).toBe('unchanged');
  });

  it('refuses a path that comes twice, and two that differ only by case', async () => {
    const records = makeRecords(2);
    const twice = [...records, ...changed(records, 0, 'Again').slice(0, 1)];
    expect((await refusalOf(publish(own.publisher, writeExport(twice)))).code).toBe('path-taken');
    const cased = records.map((record) => ({ ...record, path: '/hcpcs/x0000/' }) as PageRecord).slice(0, 1);
    const both = [{ ...records[0], path: '/hcpcs/X0000/' } as PageRecord, ...cased];
    expect((await refusalOf(publish(own.publisher, writeExport(both)))).code).toBe('path-taken');
  });

  it.each([
    ['that is empty', '', 'stream-incomplete'],
    ['that is no JSON', 'hello\n', 'stream-malformed'],
    ['of another format', '{"type":"header","format":2}\n', 'stream-malformed'],
  ])('refuses a stream %s', async (_, text, code) => {
    expect((await refusalOf(publish(own.publisher, streamOf(text)))).code).toBe(code);
  });

  it('refuses a stream that breaks off, or counts other pages than it holds', async () => {
    const cut = writeExport(makeRecords(80), { end: null });
    expect((await refusalOf(publish(own.publisher, cut))).code).toBe('stream-incomplete');
    const short = writeExport(makeRecords(80), { end: { type: 'end', pages: 81 } });
    expect((await refusalOf(publish(own.publisher, short))).code).toBe('stream-incomplete');
    expect(own.publisher.store.pointer()).toBeNull();
    expect((await publish(own.publisher, writeExport(makeRecords(80)))).outcome).toBe('published');
  });

  it('lets one publisher work at a time', async () => {
    const slow = own.another({ pause: 20 });
    const first = publish(slow, writeExport(makeRecords(30)));
    expect((await refusalOf(publish(own.publisher, writeExport(makeRecords(3))))).code).toBe('busy');
    expect((await first).outcome).toBe('published');
    expect((await publish(own.publisher, writeExport(makeRecords(3)))).outcome).toBe('published');
  });

  it('ends the publish when a worker dies', async () => {
    const lost = own.another({
      pool: () => Promise.reject(new Error('a render worker ended with status 1')),
    });
    await expect(publish(lost, writeExport(makeRecords(3)))).rejects.toThrow('a render worker ended');
    expect((await publish(own.publisher, writeExport(makeRecords(3)))).outcome).toBe('published');
  });
});
