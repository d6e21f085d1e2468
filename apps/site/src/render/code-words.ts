import type { CodePageRecord, EditionChange } from '@plaincode/content-schemas';
import { formatDay } from './format-date.ts';

type Facts = Pick<
  CodePageRecord,
  'status' | 'billable' | 'codeType' | 'change' | 'edition' | 'dates' | 'ahead'
>;

/** `Code` or `Modifier`: what people call it in front of its characters. */
export function codeNoun(codeType: CodePageRecord['codeType']): 'Code' | 'Modifier' {
  return codeType === 'modifier' ? 'Modifier' : 'Code';
}

/** The code's standing in a few words, for the line under its title. */
export function statusWords(facts: Facts): string[] {
  const { status, billable, dates } = facts;
  const since = status.since && formatDay(status.since);
  const words = {
    active: dates.terminated ? `Last valid on ${formatDay(dates.terminated.value)}` : 'Active',
    upcoming: since ? `Takes effect on ${since}` : 'Upcoming',
    leaving: endWords(status),
    terminated: endWords(status),
    deleted: endWords(status),
  }[status.state];
  if (billable === null || status.state !== 'active') return [words];
  return [words, submissionWords(facts)];
}

/**
 * A page stands as it was written, and may be read before the day of which it speaks and after it: the words hold on
 * either side.
 */
function endWords({ state, since }: Facts['status']): string {
  if (state === 'terminated') return since ? `Terminated: last valid on ${formatDay(since)}` : 'Terminated';
  return since ? `Deleted from ${formatDay(since)}` : 'Deleted';
}

/** The day of what the page's edition did, where that day was to come when the page was written. */
function dayOfChange({ ahead, edition }: Facts): string | null {
  return ahead !== undefined && edition.effective >= ahead ? formatDay(edition.effective) : null;
}

/** Whether an edition makes the code a header, or one no longer, on a day to come. */
function turnsAhead(facts: Facts): boolean {
  const { change } = facts;
  return (change === 'became-header' || change === 'became-billable') && dayOfChange(facts) !== null;
}

function submissionWords(facts: Facts): string {
  const words = facts.billable?.value ? 'Valid for submission' : 'Not valid for submission';
  return turnsAhead(facts) ? `${words} from ${dayOfChange(facts)}` : words;
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
  if (status.state === 'leaving') {
    const isReplaced = status.replacements.length > 0;
    const until = billable?.value === false ? [] : ['It is valid for earlier dates of service.'];
    return {
      tone: 'caution',
      title: endWords(status),
      text: [...until, isReplaced ? 'Use instead from then on:' : 'No replacement is confirmed.'].join(' '),
      list: isReplaced ? 'replacements' : null,
    };
  }
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
      title: submissionWords(facts),
      text: turnsAhead(facts)
        ? 'It is a header then. Choose a more specific code.'
        : 'This is a header. Choose a more specific code.',
      list: 'children',
    };
  if (turnsAhead(facts))
    return {
      tone: 'caution',
      title: submissionWords(facts),
      text: 'For earlier dates of service it is a header.',
      list: null,
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
export function changeWords(facts: Facts): string | null {
  const { change, edition, status } = facts;
  if (change === status.state || (change === 'deleted' && status.state === 'leaving')) return null;
  if (change === null || (turnsAhead(facts) && status.state === 'active' && facts.billable)) return null;
  const day = change === 'revised' ? dayOfChange(facts) : null;
  return `${changeNames[change]} ${day ? `from ${day}` : `in ${edition.label}`}`;
}
