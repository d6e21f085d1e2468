/** What one edition says of the code; days are `YYYY-MM-DD`. */
export type Standing = { from: string; label: string; held: boolean; billable: boolean | null };

/** The days of the code itself, where its release file gives them. */
export type OwnDays = { added: string | null; terminated: string | null };

/** The newest edition held; from the day on which the next one is due, it is not known to hold. */
export type Newest = { label: string; from: string; due: string };

/**
 * Whether a code could be reported on a date of service, in a sentence. `history` is what the page holds, the newest
 * first; a date before the earliest edition held is answered by the days of the code itself where they reach it, and else
 * cannot be; nor can one that the newest does not reach, and the sentence says so.
 */
export function standingOn(
  day: string,
  code: string,
  history: readonly Standing[],
  own: OwnDays,
  { label, from, due }: Newest,
): string {
  const then = history.find(({ from }) => from <= day);
  const earliest = history.at(-1);
  if (!then && earliest?.held) {
    const outside = outsideOf(day, own);
    if (outside) return `On ${inWords(day)} ${code} ${outside}.`;
    if (own.added)
      return `On ${inWords(day)} ${code} was in use by its dates. No edition of that day is held, so its wording then is not known.`;
  }
  if (!then)
    return `No edition is held for that day: the earliest is ${earliest?.label ?? 'none'}${earliest ? `, from ${inWords(earliest.from)}` : ''}.`;
  const when =
    day < due
      ? `On ${inWords(day)}`
      : `No edition is held for ${inWords(day)}. In the newest, ${label}, from ${inWords(from)},`;
  if (!then.held) return `${when} ${code} was not in the code set.`;
  const outside = outsideOf(day, own);
  if (outside) return `${when} ${code} ${outside}.`;
  if (then.billable === false) return `${when} ${code} was a header and not valid for submission.`;
  return `${when} ${code} was in effect${then.billable ? ' and valid for submission' : ''}.`;
}

/** In words where a day is before or after the days of the code itself. */
function outsideOf(day: string, { added, terminated }: OwnDays): string | null {
  if (added && day < added) return `was not in effect yet: it was added on ${inWords(added)}`;
  if (terminated && day > terminated)
    return `was no longer in effect: its last valid day was ${inWords(terminated)}`;
  return null;
}

/** `2025-10-01` as `October 1, 2025`, whatever the reader's time zone. */
function inWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return date.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
}
