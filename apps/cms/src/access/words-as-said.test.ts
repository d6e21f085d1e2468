import { expect, it } from 'vitest';
import { wordsAsSaid } from './words-as-said.ts';

type Args = Parameters<typeof wordsAsSaid>[0];
const answerTo = (...errors: NonNullable<Args['result']>['errors']) =>
  wordsAsSaid({ result: { errors } } as Args);

it('says a refusal in one piece', () => {
  const refused = { name: 'WorkflowRefused', message: 'No: not here, not now.', data: { code: 'stale' } };
  expect(answerTo(refused)).toEqual({
    response: { errors: [refused], message: 'No: not here, not now.' },
  });
});

it('leaves it to the form to find the fields that are at fault', () => {
  const fault = { message: 'Not valid: Code', data: { errors: [{ path: 'code', message: 'Too long.' }] } };
  expect(answerTo(fault)).toBeUndefined();
  expect(answerTo({ message: 'One.' }, { message: 'Another.' })).toBeUndefined();
});
