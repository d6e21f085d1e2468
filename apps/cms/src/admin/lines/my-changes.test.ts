import { describe, expect, it } from 'vitest';
import { paragraph } from '../../testing/starter.ts';
import { myChanges, type TextOfForm } from './my-changes.ts';

const begun: TextOfForm = {
  codeSet: 'hcpcs',
  code: 'J9000',
  plainTitle: 'A medicine',
  body: paragraph('Given into a vein.'),
  notice: 'n1',
  sections: { guidelines: { summary: 'What to note.', tier: null, body: paragraph('Note this.') } },
};

describe('myChanges', () => {
  it('leaves out what the writer did not touch', () => {
    expect(myChanges(structuredClone(begun), begun)).toEqual({});
    const mine = { ...begun, plainTitle: 'A drug', sections: { guidelines: { summary: 'What to note.' } } };
    expect(myChanges(mine, begun)).toEqual({
      plainTitle: 'A drug',
      sections: { guidelines: { body: null } },
    });
  });

  it('takes a changed body and a changed section, and nothing beside them', () => {
    const mine = structuredClone(begun);
    mine.body = paragraph('Given into a muscle.');
    mine.sections = { ...mine.sections, compliance: { summary: 'What is checked.' } };
    expect(myChanges(mine, begun)).toEqual({
      body: mine.body,
      sections: { compliance: { summary: 'What is checked.' } },
    });
  });

  it('takes an emptied part, and all where the beginning is not known', () => {
    expect(myChanges({ ...begun, plainTitle: '' }, begun)).toEqual({ plainTitle: '' });
    expect(myChanges({ ...begun, plainTitle: null }, { ...begun, plainTitle: '' })).toEqual({});
    expect(myChanges(begun, null)).toMatchObject(begun);
  });
});
