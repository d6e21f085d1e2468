import { expect, test } from 'vitest';
import {
  codeKeyOfPage,
  decideReport,
  offeredReportActions,
  type ReportAction,
  type ReportState,
  reportActions,
  reportStates,
} from './error-report.ts';
import { roles } from './permissions.ts';

const now = '2026-02-03T10:00:00.000Z';
const editor = { id: 'ed', role: 'editor' } as const;
const at = (state: ReportState) => ({ state, codeKey: 'hcpcs/J9000' });

test('every step in every state is one of these', () => {
  const possible = Object.keys(reportStates).flatMap((state) =>
    reportActions.flatMap((action) => {
      const decision = decideReport(at(state as ReportState), editor, { action, note: 'Because.' }, now);
      return decision.ok ? [`${state} ${action} ${decision.fields.state}`] : [];
    }),
  );
  expect(possible).toEqual([
    'new accept accepted',
    'new decline declined',
    'new duplicate duplicate',
    'accepted decline declined',
    'accepted duplicate duplicate',
    'declined reopen new',
    'duplicate reopen new',
  ]);
});

test('steps are for those who write', () => {
  const may = roles.filter(
    (role) => decideReport(at('new'), { id: 'x', role }, { action: 'accept' }, now).ok,
  );
  expect(may).toEqual(['editor', 'reviewer', 'admin']);
  expect(decideReport(at('new'), null, { action: 'accept' }, now)).toMatchObject({
    refusal: { code: 'not-signed-in' },
  });
  expect(offeredReportActions(at('accepted'), { id: 'x', role: 'publisher' })).toEqual([]);
});

test('a decision says who and when, and only what is settled has a day on which it was', () => {
  const fields = (state: ReportState, action: ReportAction, note?: string) => {
    const decision = decideReport(at(state), editor, { action, note }, now);
    return decision.ok ? decision.fields : decision.refusal.code;
  };
  expect(fields('new', 'accept')).toEqual({
    state: 'accepted',
    decidedBy: 'ed',
    decidedAt: now,
    settledAt: null,
  });
  expect(fields('new', 'decline', ' ')).toBe('report-why');
  expect(fields('accepted', 'decline', ' The text is right. ')).toMatchObject({
    note: 'The text is right.',
    settledAt: now,
  });
  expect(fields('declined', 'reopen')).toMatchObject({ decidedBy: null, decidedAt: null, settledAt: null });
});

test('a report about a page that is no code’s cannot be mended in a text', () => {
  const report = { state: 'new', codeKey: null } as const;
  expect(decideReport(report, editor, { action: 'accept' }, now)).toMatchObject({
    refusal: { code: 'report-no-code' },
  });
  expect(offeredReportActions(report, editor)).toEqual(['decline', 'duplicate']);
});

test.each([
  ['/hcpcs/J9000/', 'hcpcs/J9000'],
  ['/icd-10-cm/E11.9/', 'icd-10-cm/E119'],
  ['/hcpcs/modifiers/A1/', 'hcpcs/A1'],
  ['/hcpcs/', null],
  ['/', null],
  ['/hcpcs/browse/J9/', null],
  ['/hcpcs/browse/', null],
])('the code of %s is %s', (path, codeKey) => {
  expect(codeKeyOfPage(path)).toBe(codeKey);
});
