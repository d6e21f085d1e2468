import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openUsedDesk, said, type UsedDesk } from './testing/used-desk.ts';

const bare = /^(Forbidden|Not Found|Unauthorized|You are not allowed.*|Something went wrong\.)?$/;

let at: UsedDesk['at'];
let people: UsedDesk['people'];
let ask: UsedDesk['ask'];
let line: UsedDesk['line'];
let waiting: UsedDesk['waiting'];
let remark: UsedDesk['remark'];
let suggestion: UsedDesk['suggestion'];
let report: UsedDesk['report'];
let item: UsedDesk['item'];
let release: UsedDesk['release'];

beforeAll(async () => {
  ({ at, people, ask, line, waiting, remark, suggestion, report, item, release } = await openUsedDesk());
});
afterAll(() => at.close());

describe('through the steps', () => {
  type Row = [
    what: string,
    who: keyof typeof people,
    path: () => string,
    body: () => unknown,
    status: number,
    said: string,
  ];
  const x = [{ id: 'x', contentHash: 'x' }];
  const approve = { decision: 'approve', hash: '' };
  const rows: Row[] = [
    [
      'a remark of another is withdrawn',
      'editor',
      () => `/comments/${remark}/step`,
      () => ({ step: 'withdraw' }),
      403,
      'the words of somebody else',
    ],
    [
      'a remark of another is resolved by who does not write',
      'publisher',
      () => `/comments/${remark}/step`,
      () => ({ step: 'resolve' }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'a remark is made under another name',
      'editor',
      () => `/explanations/${line}/discussion`,
      () => ({ words: 'x', author: people.reviewer.user.id }),
      400,
      'Unrecognized key: "author"',
    ],
    [
      'one’s own suggestion is accepted',
      'reviewer',
      () => `/comments/${suggestion}/step`,
      () => ({ step: 'accept', revision: 1 }),
      403,
      'You made this suggestion.',
    ],
    [
      'a suggestion is accepted without the revision that was seen',
      'editor',
      () => `/comments/${suggestion}/step`,
      () => ({ step: 'accept' }),
      422,
      'Name the revision',
    ],
    [
      'a suggestion is accepted on an old revision',
      'editor',
      () => `/comments/${suggestion}/step`,
      () => ({ step: 'accept', revision: 0 }),
      409,
      'was changed since you opened it',
    ],
    [
      'a batch is approved by an editor',
      'editor',
      () => '/change-batches/x/approve',
      () => ({ texts: x }),
      403,
      'It is for reviewers and admins.',
    ],
    [
      'a batch that is not there is approved',
      'reviewer',
      () => '/change-batches/x/approve',
      () => ({ texts: x }),
      400,
      'There is no such change of many texts.',
    ],
    [
      'a batch is saved by who does not write',
      'publisher',
      () => '/change-batches/save',
      () => ({ find: 'drip', replaceWith: 'x', texts: x }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'a batch is saved under another name, as approved',
      'editor',
      () => '/change-batches/save',
      () => ({ find: 'drip', replaceWith: 'x', texts: x, authorName: 'Forged', state: 'approved' }),
      400,
      'Unrecognized keys: "authorName", "state"',
    ],
    [
      'a report is accepted by who does not write',
      'publisher',
      () => `/error-reports/${report}/step`,
      () => ({ action: 'accept' }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'a report is marked as corrected by hand',
      'editor',
      () => `/error-reports/${report}/step`,
      () => ({ action: 'corrected' }),
      400,
      'The request is not understood. action',
    ],
    [
      'a report is declined without a reason',
      'editor',
      () => `/error-reports/${report}/step`,
      () => ({ action: 'decline' }),
      422,
      'Say in the note why',
    ],
    [
      'a report is decided in the name of another',
      'editor',
      () => `/error-reports/${report}/step`,
      () => ({ action: 'accept', decidedBy: 'x' }),
      400,
      'Unrecognized key: "decidedBy"',
    ],
    [
      'an item is settled on a change not seen',
      'editor',
      () => `/work-items/${item.id}/step`,
      () => ({ action: 'propose-keep', changeHash: 'x' }),
      409,
      'Look at the change again',
    ],
    [
      'an item is settled by a publisher',
      'publisher',
      () => `/work-items/${item.id}/step`,
      () => ({ action: 'propose-keep', changeHash: item.changeHash }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'an item is confirmed that nobody proposed',
      'reviewer',
      () => `/work-items/${item.id}/step`,
      () => ({ action: 'confirm-keep', changeHash: item.changeHash }),
      409,
      'not possible in the state',
    ],
    [
      'a text is published by a step',
      'reviewer',
      () => `/explanations/${waiting}/workflow`,
      () => ({ action: 'publish', contentHash: '' }),
      400,
      'The request is not understood. action',
    ],
    [
      'a family of none is broken out of',
      'editor',
      () => `/explanations/${line}/break-out`,
      () => ({ code: 'J0001' }),
      409,
      'This text is for no family',
    ],
    [
      'a break-out is made by who does not write',
      'publisher',
      () => `/explanations/${line}/break-out`,
      () => ({ code: 'J0001' }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'a template is put in by who does not write',
      'publisher',
      () => `/explanations/${line}/templates`,
      () => ({ revision: 1 }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'a release goes out by an editor',
      'editor',
      () => `/releases/${release}/publish`,
      () => ({}),
      403,
      'It is for publishers and admins.',
    ],
    [
      'a release goes out twice',
      'publisher',
      () => `/releases/${release}/publish`,
      () => ({}),
      409,
      'not possible in the state that the release is in',
    ],
    [
      'a release is taken back by an editor',
      'editor',
      () => `/releases/${release}/revert`,
      () => ({}),
      403,
      'It is for publishers and admins.',
    ],
    [
      'a release is scheduled by a reviewer',
      'reviewer',
      () => `/releases/${release}/schedule`,
      () => ({ at: '2999-01-01T00:00:00Z' }),
      403,
      'It is for publishers and admins.',
    ],
    [
      'a release that went out is scheduled',
      'publisher',
      () => `/releases/${release}/schedule`,
      () => ({ at: '2999-01-01T00:00:00Z' }),
      409,
      'not possible in the state that the release is in',
    ],
    [
      'a mail is sent again by a publisher',
      'publisher',
      () => '/mails/x/send-again',
      () => ({}),
      403,
      'It is for admins.',
    ],
    [
      'an edition that is not held is prepared',
      'publisher',
      () => '/releases/prepare',
      () => ({ edition: 'hcpcs-2099-01-01' }),
      409,
      'is not held',
    ],
    [
      'a change that does not wait is approved',
      'admin',
      () => `/second-person/copyright-notices/${at.notice}`,
      () => approve,
      409,
      'No change waits here',
    ],
    [
      'a change is approved without its hash',
      'admin',
      () => `/second-person/copyright-notices/${at.notice}`,
      () => ({}),
      400,
      'The request is not understood. decision',
    ],
    [
      'a text is approved as if it were a setting',
      'admin',
      () => `/second-person/explanations/${waiting}`,
      () => approve,
      404,
      'need no second person',
    ],
    [
      'a setting is approved by an editor',
      'editor',
      () => `/second-person/copyright-notices/${at.notice}`,
      () => approve,
      403,
      'It is for publishers and admins.',
    ],
    [
      'a text that is not there is submitted',
      'editor',
      () => '/explanations/x/workflow',
      () => ({ action: 'submit', contentHash: '' }),
      404,
      'There is nothing under this address.',
    ],
  ];

  it.each(rows)('refused: %s', async (_what, who, path, body, status, words) => {
    const answer = await ask(people[who], 'POST', path(), body());
    expect([answer.status, said(answer)]).toEqual([status, expect.stringContaining(words)]);
    expect(said(answer)).not.toMatch(bare);
    expect(said(answer)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    const anonymous = await ask(null, 'POST', path(), body());
    expect([401, 403]).toContain(anonymous.status);
  });

  it('leave both texts and the readers’ pages as they were', async () => {
    expect(await at.read(line)).toMatchObject({ state: 'published', approvedBy: people.reviewer.user.id });
    expect(await at.read(waiting)).toMatchObject({ state: 'approved', editors: [] });
    expect(await at.words('J0002')).toBeNull();
  });
});
