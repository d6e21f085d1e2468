import { describe, expect, it } from 'vitest';
import { lexicalToBlocks } from '../export/lexical-to-blocks.ts';
import { parseExplanation } from './parse-explanation.ts';

const head = '---\ncode: E11.9\ntitle: Type 2 diabetes\ntiers:\n  compliance: subscriber\n---\n';
const problemsOf = (text: string) => {
  const parsed = parseExplanation('E11.9.md', text);
  return parsed.ok ? [] : parsed.problems.map(({ line, code }) => `${line} ${code}`);
};

describe('parseExplanation', () => {
  it('reads title, description and sections in the order of a page', () => {
    const parsed = parseExplanation(
      'E11.9.md',
      `${head}First line\ngoes **on**.\n\n### More\n\n1. one\n2. [two](/hcpcs/J9000/)\n\n## Compliance\n> What is *looked* for.\n\nUnits.\n\n## Guidelines\n> How to.\n\nDo.\n`,
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const { explanation } = parsed;
    expect(explanation).toMatchObject({ displayCode: 'E11.9', plainTitle: 'Type 2 diabetes' });
    expect(explanation.sections.map(({ id, tier, summary }) => [id, tier, summary])).toEqual([
      ['guidelines', null, 'How to.'],
      ['compliance', 'subscriber', 'What is looked for.'],
    ]);
    expect(lexicalToBlocks(explanation.body, () => undefined)).toEqual([
      {
        type: 'paragraph',
        content: [{ text: 'First line goes ' }, { text: 'on', marks: ['strong'] }, { text: '.' }],
      },
      { type: 'heading', level: 3, content: [{ text: 'More' }] },
      { type: 'list', ordered: true, items: [[{ text: 'one' }], [{ text: 'two', href: '/hcpcs/J9000/' }]] },
    ]);
  });

  it('reads the slots of a text for a family', () => {
    const slots =
      'slots:\n  - name: side\n    from: laterality\n    words: { right: on the right, none: "" }\n';
    const parsed = parseExplanation(
      'S52.53.md',
      `---\ncode: S52.53\ntitle: T\ncovers: family\n${slots}---\nText {{side}}.\n`,
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(parsed.explanation).toMatchObject({
      covers: 'family',
      slots: [
        {
          name: 'side',
          source: 'laterality',
          asSaid: false,
          words: [
            { value: 'right', words: 'on the right' },
            { value: '', words: '' },
          ],
        },
      ],
    });
    const wrong = slots.replace('laterality', 'weather');
    expect(problemsOf(`---\ncode: S52.53\ntitle: T\ncovers: family\n${wrong}---\nText.\n`)).toEqual([
      '5 bad-front-matter',
    ]);
  });

  it('names the line of everything that is wrong, at once', () => {
    expect(problemsOf('No front matter\n')).toContain('1 no-front-matter');
    expect(problemsOf('---\ncode: A\ntitle: [\n---\nText\n')).toEqual([
      expect.stringMatching(/^[34] bad-front-matter$/),
    ]);
    expect(problemsOf('---\ncode: A\ntitle: T\nauthor: x\n---\nText\n')).toEqual([
      expect.stringMatching(/ bad-front-matter$/),
    ]);
    expect(problemsOf(`${head}`)).toEqual(['7 no-description']);
    expect(problemsOf(`${head}Text\n\n## Guidelins\n> s\n\nt\n`)).toEqual(['9 unknown-section']);
    expect(problemsOf(`${head}Text\n\n## Guidelines\n\nt\n\n## Modifiers\n> s\n`)).toEqual([
      '11 no-summary',
      '9 empty-section',
      '13 empty-section',
    ]);
    expect(problemsOf(`${head}Text\n\n***\n\n![p](x.png)\n`)).toEqual(['9 unsupported', '11 unsupported']);
  });
});
