import type { ReportedPlace } from '@plaincode/content-schemas';
import type { Person } from './decide-action.ts';
import type { Role } from './permissions.ts';
import { type Refusal, refusal, roleMayNot } from './refusal.ts';
import { sectionTitles } from './sections.ts';

/** Where a reader's report stands. The desk itself sets `corrected`; all else are steps of people. */
export const reportStates = {
  new: 'New',
  accepted: 'Accepted',
  declined: 'Declined',
  duplicate: 'Duplicate',
  corrected: 'Corrected',
} as const;
export type ReportState = keyof typeof reportStates;

/** The places of a page as readers see them named. */
export const placeTitles: Readonly<Record<ReportedPlace, string>> = {
  descriptor: 'Official Description',
  explanation: 'Common Language Description',
  ...sectionTitles,
};

/** States in which nothing is left to do. */
export const settledStates: readonly ReportState[] = ['declined', 'duplicate', 'corrected'];

export const reportActions = ['accept', 'decline', 'duplicate', 'reopen'] as const;
export type ReportAction = (typeof reportActions)[number];

export const reportActionLabels: Record<ReportAction, string> = {
  accept: 'Accept and mend',
  decline: 'Decline',
  duplicate: 'Duplicate',
  reopen: 'Open again',
};

type Step = { from: readonly ReportState[]; to: ReportState };

/** Who takes steps on reports. */
export const reportWriters: readonly Role[] = ['editor', 'reviewer', 'admin'];

/** State × action: whatever is not here is refused. */
export const reportSteps: Record<ReportAction, Step> = {
  accept: { from: ['new'], to: 'accepted' },
  decline: { from: ['new', 'accepted'], to: 'declined' },
  duplicate: { from: ['new', 'accepted'], to: 'duplicate' },
  reopen: { from: ['declined', 'duplicate'], to: 'new' },
};

export type ReportRecord = {
  state: ReportState;
  /** `hcpcs/J9000`; null where the page is no code's. */
  codeKey: string | null;
};

export type ReportRequest = { action: ReportAction; note?: string | undefined };

/** The fields that a step writes; `settledAt` is when nothing was left to do. */
export type ReportFields = {
  state: ReportState;
  note?: string;
  decidedBy: string | null;
  decidedAt: string | null;
  settledAt: string | null;
};

export type ReportDecision = { ok: true; fields: ReportFields } | { ok: false; refusal: Refusal };

/** Decides a step on a report. Whoever declines one says why. */
export function decideReport(
  { state, codeKey }: ReportRecord,
  person: Person | null,
  { action, note }: ReportRequest,
  now: string,
): ReportDecision {
  const refuse = (code: Refusal['code']): ReportDecision => ({ ok: false, refusal: refusal(code) });
  if (person === null) return refuse('not-signed-in');
  if (!reportWriters.includes(person.role)) return { ok: false, refusal: roleMayNot(reportWriters) };
  const { from, to } = reportSteps[action];
  if (!from.includes(state)) return refuse('report-state');
  if (action === 'accept' && codeKey === null) return refuse('report-no-code');
  const words = note?.trim() ?? '';
  if (action === 'decline' && words === '') return refuse('report-why');
  return {
    ok: true,
    fields: {
      state: to,
      ...(words === '' ? {} : { note: words }),
      decidedBy: to === 'new' ? null : person.id,
      decidedAt: to === 'new' ? null : now,
      settledAt: settledStates.includes(to) ? now : null,
    },
  };
}

/** The steps that the person has in this state. */
export function offeredReportActions(report: ReportRecord, person: Person | null): ReportAction[] {
  return reportActions.filter(
    (action) => decideReport(report, person, { action, note: 'asked later' }, '').ok,
  );
}

const codePage = /^\/([a-z0-9-]+)\/(?:modifiers\/)?([A-Za-z0-9][A-Za-z0-9.]*)\/$/;

/** The code of a page's path: `/icd-10-cm/E11.9/` is `icd-10-cm/E119`; null for a page that is no code's. */
export function codeKeyOfPage(path: string): string | null {
  const [, codeSet, displayCode] = codePage.exec(path) ?? [];
  if (!codeSet || !displayCode || ['browse', 'modifiers'].includes(displayCode)) return null;
  return `${codeSet}/${displayCode.replaceAll('.', '')}`;
}
