import { describe, expect, it } from 'vitest';
import { contentHash, type HashedText } from './content.ts';
import { hashUnder, keepsItsNotice, type NoticeFacts, noticeMoveRefusal } from './notice-move.ts';
import { describeRefusal } from './refusal.ts';
import { states } from './states.ts';

const notice = (more: Partial<NoticeFacts>): NoticeFacts => ({
  slug: 'press-2026',
  rightsHolder: 'press',
  uses: ['line'],
  active: true,
  ...more,
});
const old = notice({ slug: 'press-2025' });
const text: HashedText = {
  codeKey: 'hcpcs/J9000',
  edition: 'hcpcs-2025-10-01',
  content: { plainTitle: 'A drip', body: [], sections: [], notice: 'press-2025' },
};

describe('texts moved to another notice', () => {
  it('go to a notice of the same holder that is in use and printed under texts', () => {
    expect(noticeMoveRefusal(old, notice({}))).toBeNull();
  });

  it.each([
    ['already', old],
    ['another rights holder', notice({ rightsHolder: 'society' })],
    ['not in use', notice({ active: false })],
    ['printed under a text', notice({ uses: ['print'] })],
  ])('go nowhere else: %s', (why, to) => {
    const refused = noticeMoveRefusal(old, to);
    expect(refused && describeRefusal(refused)).toContain(why);
  });

  it('are all but what is history or off the site', () => {
    expect(states.filter(keepsItsNotice)).toEqual(['superseded', 'withdrawn']);
  });

  it('say the same else: any other difference has another hash', () => {
    const moved = { ...text, content: { ...text.content, notice: 'press-2026' } };
    expect(hashUnder(text, 'press-2026')).toBe(contentHash(moved));
    const more = { ...moved, content: { ...moved.content, plainTitle: 'A Drip' } };
    expect(hashUnder(text, 'press-2026')).not.toBe(contentHash(more));
  });
});
