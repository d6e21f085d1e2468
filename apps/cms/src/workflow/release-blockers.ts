/** Why a release cannot go out, in words for the publisher, and where the mend is made. */
export interface Blocker {
  code:
    | 'edition-not-held'
    | 'edition-shown'
    | 'no-licence'
    | 'open-item'
    | 'not-approved'
    | 'to-merge'
    | 'correction-waiting'
    | 'list-again'
    | 'withdrawn'
    | 'withdrawn-before'
    | 'withdrawal-waiting'
    | 'official-changed'
    | 'missing-notice'
    | 'broken-link'
    | 'slot-without-words'
    | 'successor-left';
  message: string;
  /** An address at the desk; null where there is none. */
  href: string | null;
}

/** What the check of a release looks at; texts and lines carry the code as people write it. */
export interface ReleaseFacts {
  /** Null for a release that switches no edition. */
  edition: {
    label: string;
    held: boolean;
    /** The edition that readers see, where that is this one or a later one; null where this one is to come. */
    readersSee: string | null;
    licenceObjection: string | null;
  } | null;
  openItems: { displayCode: string; href: string }[];
  openItemCount: number;
  /** Lines of the edition with the revision that each has approved. */
  lines: { id: string; displayCode: string; settled: boolean; stateLabel: string; toMerge: boolean }[];
  pins: {
    displayCode: string;
    line: string;
    /** Whether the line's newest approval is the revision that is listed. */
    current: boolean;
    /** Whether somebody withdrew the text since it was listed. */
    withdrawn: boolean;
    /** Whether the text that readers had of the code, or the one that this was begun from, was withdrawn since this was approved. */
    withdrawnBefore: boolean;
    /** Whether the edition, posted anew, has no page for its code any more. */
    codeLeft: boolean;
    /** Whether the official row still is what the text was approved against. */
    officialSame: boolean;
    /** Why the text's notice cannot be printed; null when it can. */
    noticeObjection: string | null;
    brokenLinks: string[];
  }[];
  /** Approved texts of the edition that the release does not list. */
  unlisted: { displayCode: string; line: string }[];
  /** Approved corrections of what readers see today, of codes that the release lists. */
  corrections: { displayCode: string; line: string }[];
  /** Texts that readers see still and that are withdrawn, of codes that the release lists. */
  withdrawals: { displayCode: string; line: string }[];
  /** Texts for families that some of their codes cannot read: what is lacking, in words. */
  unfilled: { displayCode: string; line: string; message: string }[];
  /** Codes that pages name in the place of one that left, and that the edition does not hold. */
  lostSuccessors: { id: string; formerCode: string; code: string }[];
  /** Why the notice of the official text is missing, set by set. */
  noticeObjections: string[];
}

const lineHref = (id: string) => `/admin/collections/explanations/${id}`;

/** Everything that keeps a release from going out; nothing moves while there is one. */
export function releaseBlockers(facts: ReleaseFacts): Blocker[] {
  return [
    ...ofEdition(facts),
    ...ofItems(facts),
    ...facts.lines.flatMap(ofLine),
    ...facts.unlisted.map(ofUnlisted),
    ...facts.corrections.map(ofCorrection),
    ...facts.withdrawals.map(ofWithdrawal),
    ...facts.pins.flatMap(ofPin),
    ...facts.unfilled.map(ofFamily),
    ...facts.lostSuccessors.map(ofSuccessor),
  ];
}

function ofEdition({ edition, noticeObjections }: ReleaseFacts): Blocker[] {
  const found: Blocker[] = noticeObjections.map((message) => ({
    code: 'missing-notice',
    message,
    href: '/admin/collections/copyright-notices',
  }));
  if (!edition) return found;
  if (!edition.held)
    found.push({
      code: 'edition-not-held',
      message: `The edition ${edition.label} is not held.`,
      href: null,
    });
  if (edition.readersSee)
    found.push({
      code: 'edition-shown',
      message: `${edition.label}: readers see ${edition.readersSee} already. Cancel this release.`,
      href: null,
    });
  if (edition.licenceObjection)
    found.push({
      code: 'no-licence',
      message: edition.licenceObjection,
      href: '/admin/collections/code-systems',
    });
  return found;
}

function ofItems({ openItems, openItemCount }: ReleaseFacts): Blocker[] {
  const found: Blocker[] = openItems.map(({ displayCode, href }) => ({
    code: 'open-item',
    message: `${displayCode}: the work item of the update is not settled.`,
    href,
  }));
  const more = openItemCount - openItems.length;
  if (more > 0)
    found.push({
      code: 'open-item',
      message: `${more.toLocaleString('en-US')} more work items are not settled.`,
      href: null,
    });
  return found;
}

function ofLine({ id, displayCode, settled, stateLabel, toMerge }: ReleaseFacts['lines'][number]): Blocker[] {
  const href = lineHref(id);
  const found: Blocker[] = [];
  if (!settled)
    found.push({
      code: 'not-approved',
      message: `${displayCode}: the text of this edition is not approved (${stateLabel}).`,
      href,
    });
  if (toMerge)
    found.push({
      code: 'to-merge',
      message: `${displayCode}: the text that readers see was corrected since this one began. Merge the correction.`,
      href,
    });
  return found;
}

function ofUnlisted({ displayCode, line }: ReleaseFacts['unlisted'][number]): Blocker {
  return {
    code: 'list-again',
    message: `${displayCode}: its text is approved, and the release does not list it. List the texts again.`,
    href: lineHref(line),
  };
}

function ofCorrection({ displayCode, line }: ReleaseFacts['corrections'][number]): Blocker {
  return {
    code: 'correction-waiting',
    message: `${displayCode}: a correction of the text that readers see is approved and not published. Publish it first, then merge it.`,
    href: lineHref(line),
  };
}

function ofWithdrawal({ displayCode, line }: ReleaseFacts['withdrawals'][number]): Blocker {
  return {
    code: 'withdrawal-waiting',
    message: `${displayCode}: the text that readers see is withdrawn, and still on the site. Publish its withdrawal first.`,
    href: lineHref(line),
  };
}

function ofFamily({ displayCode, line, message }: ReleaseFacts['unfilled'][number]): Blocker {
  return {
    code: 'slot-without-words',
    message: `${displayCode}: the text for the codes below it cannot be read everywhere: ${message}`,
    href: lineHref(line),
  };
}

function ofSuccessor({ id, formerCode, code }: ReleaseFacts['lostSuccessors'][number]): Blocker {
  return {
    code: 'successor-left',
    message: `${formerCode}: ${code}, which takes its place, is not in this edition. Decline it, and name another one if there is one.`,
    href: `/admin/collections/replacements/${id}`,
  };
}

function ofPin(pin: ReleaseFacts['pins'][number]): Blocker[] {
  const { displayCode, line } = pin;
  const href = lineHref(line);
  const found: Blocker[] = [];
  const say = (code: Blocker['code'], message: string) =>
    found.push({ code, message: `${displayCode}: ${message}`, href });
  if (pin.codeLeft) {
    say('list-again', 'the edition does not hold the code any more. List the texts again, without this one.');
    return found;
  }
  if (pin.withdrawn) say('withdrawn', 'its text was withdrawn since it was listed. List the texts again.');
  if (pin.withdrawnBefore)
    say(
      'withdrawn-before',
      'the text that readers had, or the one that this was begun from, was withdrawn since this was approved. Have it read and approved again.',
    );
  if (!pin.current) say('list-again', 'another text was approved since it was listed. List the texts again.');
  if (!pin.officialSame)
    say(
      'official-changed',
      'the official row changed since the text was approved. Have it read and approved again.',
    );
  if (pin.noticeObjection) say('missing-notice', pin.noticeObjection);
  for (const link of pin.brokenLinks)
    say('broken-link', `the link ${link} leads to no code of this edition.`);
  return found;
}
