import type { CodePageRecord, EditionChange } from '@plaincode/content-schemas';
import { formatDay } from './format-date.ts';

type Facts = Pick<CodePageRecord, 'status' | 'billable' | 'codeType' | 'change' | 'edition' | 'dates'>;

/** `Code` or `Modifier`: what people call it in front of its characters. */
export function codeNoun(codeType: CodePageRecord['codeType']): 'Code' | 'Modifier' {
  return codeType === 'modifier' ? 'Modifier' : 'Code';
}

/** The code's standing in a few words, for the line under its title. */
export function statusWords({ status, billable }: Facts): string[] {
  const since = status.since && formatDay(status.since);
  const words = {
    active: 'Active',
    upcoming: since ? `Takes effect on ${since}` : 'Upcoming',
    terminated: endWords(status),
    deleted: endWords(status),
  }[status.state];
  if (billable === null || status.state !== 'active') return [words];
  return [words, billable.value ? 'Valid for submission' : 'Not valid for submission'];
}

/**
 * A code is terminated only once its day is past, but deleted as soon as readers see the edition without it, which may be
 * before that edition takes effect: the words hold on either side of the day, and the page stands as it was written.
 */
function endWords({ state, since }: Facts['status']): string {
  if (state === 'deleted') return since ? `Deleted as of ${formatDay(since)}` : 'Deleted';
  return since ? `Terminated: last valid on ${formatDay(since)}` : 'Terminated';
}

export interface Caution {
  tone: 'ended' | 'caution';
  title: string;
  text: string;
  /** Which of the page's codes to list below: those that replace this one, or those under it. */
  list: 'replacements' | 'children' | null;
}

/** What a reader must know before using the code; null for a code that is simply in force. */
export function cautionOf(facts: Facts): Caution | null {
  const { status, billable } = facts;
  if (status.state === 'deleted' || status.state === 'terminated') {
    const replaced = status.replacements.length > 0;
    const dated = status.state === 'deleted' && status.since !== null;
    return {
      tone: 'ended',
      title: endWords(status),
      text: replaced
        ? `Use instead${dated ? ' from then on' : ''}:`
        : 'No replacement is confirmed. Do not report it for later dates of service.',
      list: replaced ? 'replacements' : null,
    };
  }
  const since = status.since && formatDay(status.since);
  if (status.state === 'upcoming')
    return {
      tone: 'caution',
      title: since ? `Takes effect on ${since}` : 'Not in effect yet',
      text: 'Do not report it for earlier dates of service.',
      list: null,
    };
  if (billable?.value === false)
    return {
      tone: 'caution',
      title: 'Not valid for submission',
      text: 'This is a header. Choose a more specific code.',
      list: 'children',
    };
  return null;
}

/**
 * The dates of a release file as its layout defines them: the effective date is that of the last action on the code, and
 * the termination date is the last day on which it may be used (HCPCS record layout, items 28 and 29).
 */
export const dateNames: Record<keyof CodePageRecord['dates'], string> = {
  added: 'Added',
  effective: 'Last action in effect from',
  terminated: 'Last valid',
};

/** What an edition did, in a word or two. */
export const changeNames: Record<EditionChange, string> = {
  added: 'New',
  revised: 'Revised',
  deleted: 'Deleted',
  'became-header': 'Became a header',
  'became-billable': 'Became valid for submission',
  terminated: 'Terminated',
};

/** `Revised in October 2025`; null where the edition left the code alone. */
export function changeWords({ change, edition, status }: Facts): string | null {
  if (change === status.state) return null;
  return change && `${changeNames[change]} in ${edition.label}`;
}
