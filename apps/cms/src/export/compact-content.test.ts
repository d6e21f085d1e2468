import { expect, it } from 'vitest';
import type { ApprovedContent } from '../workflow/content.ts';
import { compactContent } from './compact-content.ts';

const contentOf = (word: string): ApprovedContent => ({
  plainTitle: null,
  body: [{ type: 'paragraph', content: [{ text: `What ${word} means – “µ”.` }] }],
  sections: [
    {
      id: 'guidelines',
      tier: null,
      summary: `On ${word}`,
      body: [{ type: 'paragraph', content: [{ text: word }] }],
    },
  ],
  notice: 'publisher',
});

it('says the same, in whatever order texts are read, and when it is copied', () => {
  const words = ['one', 'two'];
  const [one, two] = words.map((word) => compactContent(contentOf(word)));
  expect(two?.body).toEqual(contentOf('two').body);
  expect(one?.sections).toEqual(contentOf('one').sections);
  expect(one).toEqual(contentOf('one'));
  expect({ ...two }).toEqual(contentOf('two'));
  expect(JSON.parse(JSON.stringify(two))).toEqual(contentOf('two'));
});
