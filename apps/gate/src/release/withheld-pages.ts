import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  keepTakedowns,
  type LicenceEnd,
  licenceEnds,
  licenceWarnings,
  parseTakedowns,
  type TakedownEntry,
  takenDown,
  type WithheldReason,
  withheldReason,
} from '@plaincode/content-schemas';
import type { Release } from './release.ts';

export interface WithheldPages {
  /** Why a path may not be shown, in any release; null where it may. A new takedown is seen at once. */
  reasonOf(path: string): WithheldReason | null;
  /** Whether a page that may not be shown is in a release. */
  areIn(release: Pick<Release, 'find'>): boolean;
}

type Known = { targets: ReadonlySet<string>; licences: readonly LicenceEnd[] };

/**
 * Follows the takedowns and licence terms in the data folder, which stand beside the releases. What was known stays
 * known where a file is gone or cannot be read, every line that the list ever had holds, and of a damaged list every whole
 * line: a fault of the disk brings no page back. What is wrong with it at the start is said at once.
 */
export function followWithheldPages(
  data: string,
  clock: () => Date,
  report: (problem: string) => void,
): WithheldPages {
  const folder = join(data, 'withheld');
  let known: Known = { targets: new Set(), licences: [] };
  let looked = false;
  /** As of the last look. */
  let today = '';
  let warnedOn = '';
  /** Asked again and again of one release: known until something else is withheld. */
  const answers = new WeakMap<object, { of: Known; day: string; areIn: boolean }>();

  let list: readonly TakedownEntry[] = [];
  const file = join(folder, 'takedowns.ndjson');
  const takedowns = follow(file, report, (text) => {
    const { entries, damaged } = parseTakedowns(text);
    if (damaged.length > 0)
      report(`The list of takedowns is damaged in line ${damaged.join(', ')}. Its other lines hold.`);
    if (text.trim() === '')
      report(
        `The list of takedowns ${file} is there and empty, so it was lost: it never loses a line. Bring it back from a backup, or make its takedowns again: the audit log at the desk names them.`,
      );
    const kept = keepTakedowns(list, entries);
    if (kept.lost.length > 0)
      report(
        `The list of takedowns lost lines that it had. They hold until the gate is started anew: bring ${file} back from a backup before that, or take these down again: ${kept.lost.join(', ')}`,
      );
    list = kept.entries;
    known = { ...known, targets: new Set(takenDown(list).keys()) };
  });
  const licences = follow(join(folder, 'licences.json'), report, (text) => {
    known = { ...known, licences: licenceEnds.parse(JSON.parse(text)).licences };
    warnedOn = '';
  });

  function look(): void {
    if (looked) return;
    looked = true;
    setImmediate(() => {
      looked = false;
    });
    takedowns();
    licences();
    today = dayOf(clock());
    if (warnedOn === today) return;
    warnedOn = today;
    for (const warning of licenceWarnings(known.licences, today)) report(warning);
  }

  look();
  return {
    reasonOf(path) {
      look();
      return withheldReason(path, known, today);
    },
    areIn(release) {
      look();
      const answer = answers.get(release);
      if (answer && answer.of === known && answer.day === today) return answer.areIn;
      const areIn = withheldPages(known, today).some((path) => release.find(path) !== undefined);
      answers.set(release, { of: known, day: today, areIn });
      return areIn;
    },
  };
}

/** The pages that are withheld, and of a whole set its own page. */
function withheldPages({ targets, licences }: Known, day: string): string[] {
  const ended = licences.filter(({ validTo }) => validTo < day).map(({ codeSet }) => codeSet);
  return [...targets, ...ended].flatMap((target) => {
    if (!target.startsWith('/')) return `/${target}/`;
    return target.endsWith('/') ? target : [];
  });
}

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** Hands a file's text over when it has changed. */
function follow(file: string, report: (problem: string) => void, take: (text: string) => void): () => void {
  let seen = '';
  return () => {
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
    const mark = stat ? `${stat.ino} ${stat.mtimeNs} ${stat.size}` : '';
    if (mark === seen) return;
    seen = mark;
    try {
      take(readFileSync(file, 'utf8'));
    } catch {
      report(`${file} is gone or cannot be read. What it said before holds until it can be.`);
    }
  };
}
