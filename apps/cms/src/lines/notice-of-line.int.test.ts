import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relationId } from '../relation-id.ts';
import { october, openReleaseDesk, type ReleaseDesk } from '../releases/testing/made-desk.ts';
import { addPerson, type Person } from '../testing/people.ts';

describe('the notice of a line that begins for the next edition', () => {
  let at: ReleaseDesk;
  let admin: Person;
  let rightsHolder: string;
  beforeAll(async () => {
    at = await openReleaseDesk();
    admin = await addPerson(at.desk, 'admin');
    const former = await at.payload.findByID({ collection: 'copyright-notices', id: at.notice, depth: 0 });
    rightsHolder = relationId(former.rightsHolder);
    for (const code of ['J0001', 'J0002', 'J0004']) await at.approved(code, `${code} is given by drip.`);
    await at.everyday();
    await at.bringOctober();
  });
  afterAll(() => at.close());

  type Waiting = { id: string; active: boolean; pending: { hash: string } };
  const propose = async (slug: string, uses: string[]): Promise<Waiting> => {
    const data = { slug, rightsHolder, edition: october, uses, text: `© Copyright ${slug}.` };
    return (await at.ask('POST', '/copyright-notices', data)).body.doc as Waiting;
  };
  const agree = async ({ id, pending: { hash } }: Waiting) => {
    const decided = { decision: 'approve', hash };
    expect((await at.ask('POST', `/second-person/copyright-notices/${id}`, decided, admin)).status).toBe(200);
  };
  const noticeOf = async (code: string) => {
    const asked = { codeSet: 'hcpcs', code, edition: october };
    const started = await at.ask('POST', '/explanations/start', asked, at.editor);
    return relationId((await at.read(String(started.body.id))).notice);
  };

  it('is the former one, while the holder gave one for the edition that is not for under a text', async () => {
    await agree(await propose('publisher-october-print', ['print']));
    expect(await noticeOf('J0001')).toBe(at.notice);
  });

  it('is the one of the edition once somebody agreed to it, and the former one until then', async () => {
    const line = await propose('publisher-october', ['line']);
    expect(line.active).toBe(false);
    expect(await noticeOf('J0002')).toBe(at.notice);
    await agree(line);
    await agree(await propose('publisher-october-fees', ['fee-data']));
    expect(await noticeOf('J0004')).toBe(line.id);
  });

  it('is, of a code without a text, what the texts of its set bear', async () => {
    expect(await noticeOf('J0009')).not.toBeNull();
    expect(await noticeOf('J0009')).toBe(await noticeOf('J0004'));
  });

  it('stands beside the way back to the work item', async () => {
    const asked = { codeSet: 'hcpcs', code: 'J0009', edition: october };
    const { id } = (await at.ask('POST', '/explanations/start', asked, at.editor)).body;
    const { lines } = (await at.ask('GET', `/explanations/${id}/lines`, undefined, at.editor)).body;
    const address = `/admin/updates/${october}/items/J0009`;
    expect(lines).toMatchObject([{ edition: october, item: { address, stateLabel: 'Being written' } }]);
  });

  it('keeps a text from its review where it is not printed under a text', async () => {
    const id = await at.approved('J0003', 'J0003 is given by drip.');
    const print = await propose('publisher-print', ['first-display']);
    await agree(print);
    const { revision } = await at.read(id);
    const named = { notice: print.id, revision };
    expect((await at.ask('PATCH', `/explanations/${id}?draft=true`, named, at.editor)).status).toBe(200);
    await expect(at.act(at.editor, id, 'submit')).rejects.toThrow(
      'The copyright notice is not one that is printed under a text. Choose another one.',
    );
  });
});
