import { describe, expect, it } from 'vitest';
import { paragraph } from '../testing/starter.ts';
import { fillEmpty } from './fill-empty.ts';

const templates = [
  { part: 'explanation' as const, body: paragraph('What is it?'), summary: null },
  { part: 'guidelines' as const, body: paragraph('How is it counted?'), summary: 'How it is counted.' },
];

describe('a text that begins with templates', () => {
  it('takes each part that is empty, and names them', () => {
    const { data, parts } = fillEmpty({ body: paragraph('  ') }, templates);
    expect(parts).toEqual(['Explanation', 'Guidelines']);
    expect(data.body).toEqual(templates[0]?.body);
    expect(data.sections?.guidelines).toMatchObject({
      summary: 'How it is counted.',
      body: templates[1]?.body,
    });
  });

  it('keeps every word that stands, also in a summary and in other sections', () => {
    const sections = {
      guidelines: { summary: 'My own.', tier: 'open' as const },
      modifiers: { body: paragraph('Of mine.') },
    };
    const { data, parts } = fillEmpty({ body: paragraph('A word.'), sections }, templates);
    expect(parts).toEqual(['Guidelines']);
    expect(data).not.toHaveProperty('body');
    expect(data.sections).toMatchObject({
      guidelines: { summary: 'My own.', tier: 'open' },
      modifiers: sections.modifiers,
    });
    const full = { guidelines: { body: paragraph('Mine.') } };
    expect(fillEmpty({ body: paragraph('A word.'), sections: full }, templates)).toEqual({
      data: {},
      parts: [],
    });
  });
});
