import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type LicenceEnd,
  licenceEnds,
  licenceWarnings,
  parseTakedowns,
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
 * known where a file is gone or cannot be read, and of a damaged list every whole line holds: a fault of the disk brings
 * no page back.
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

  const takedowns = follow(join(folder, 'takedowns.ndjson'), report, (text) => {
    const { entries, damaged } = parseTakedowns(text);
    if (damaged.length > 0)
      report(`The list of takedowns is damaged in line ${damaged.join(', ')}. Its other lines hold.`);
    const targets = new Set(takenDown(entries).keys());
    // A damaged list says too little, never more: nothing comes back by it.
    known = { ...known, targets: damaged.length > 0 ? new Set([...targets, ...known.targets]) : targets };
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
