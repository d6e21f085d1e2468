import { exampleGrantAnswers } from '@plaincode/content-schemas/examples';
import { expect, test } from 'vitest';
import { readAccount, readFormAnswer } from './account-requests.ts';
import { readGrant, readViews } from './read-answers.ts';

test.each(Object.entries(exampleGrantAnswers))(
  'the answer "%s" of the contract is read whole',
  (_name, answer) => {
    expect(readGrant(answer)).toEqual(answer);
    expect(readViews(answer.views)).toEqual(answer.views);
  },
);

test.each([null, undefined, 'no', [], {}, { outcome: 'granted' }, { outcome: 'granted', keys: [1] }])(
  'anything else is no answer: %j',
  (json) => {
    expect(readGrant(json)).toBeNull();
    expect(readViews(json)).toBeNull();
  },
);

test('an account form goes only to a page of this site', () => {
  expect(readFormAnswer({ ok: true, return: '/hcpcs/J9000/' })).toEqual({ ok: true, to: '/hcpcs/J9000/' });
  for (const away of ['//evil.example/', 'https://evil.example/', undefined])
    expect(readFormAnswer({ ok: true, return: away })).toEqual({ ok: true, to: '/' });
});

test('an account form tells what to mend and where', () => {
  expect(readFormAnswer({ ok: false, code: 'email-taken', message: 'Taken.', field: 'email' })).toEqual({
    ok: false,
    message: 'Taken.',
    field: 'email',
  });
  expect(readFormAnswer('<html>')).toMatchObject({ ok: false, field: null });
});

test('an account is read, nobody is told apart from no answer', () => {
  expect(readAccount({ signedIn: true, email: 'a@example.com', name: '', emailVerified: false })).toEqual({
    email: 'a@example.com',
    name: null,
    emailVerified: false,
    subscription: null,
  });
  expect(readAccount({ signedIn: false })).toBeNull();
  expect(readAccount({})).toBeUndefined();
});
