import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  keepTakedowns,
  type LicenceEnd,
  licenceEnds,
  licenceWarnings,
  mergeTakedowns,
  parseTakedowns,
  type TakedownEntry,
  takenDown,
  withheldReason,
} from '@plaincode/content-schemas';
import { PublishRefused } from '../refusal.ts';
import { takeLock } from '../store/lock.ts';
import { replaceBy } from '../store/object-store.ts';

/** What may not be shown on a day. */
export type WithheldOnDay = {
  isWithheld(path: string): boolean;
  /** The pages and images among it, by path. */
  paths: string[];
  /** The code sets of which nothing may be shown. */
  codeSets: string[];
  /** Licences that have ended or end soon, and lines that the list lost, in words. */
  warnings: string[];
};

/** The takedowns and licence terms of an installation: files beside the store, read anew at each use. */
export type WithheldPages = {
  /**
   * Every line that the list of takedowns has or had since it was opened, in the order of time. Throws `takedowns-damaged`
   * where it cannot be read whole.
   */
  takedowns(): TakedownEntry[];
  licences(): LicenceEnd[];
  /** Throws `takedowns-damaged` too where the list is there and empty. */
  on(now: Date): WithheldOnDay;
  /** Whether a takedown was lifted after a moment: what it withheld is then in no release made before. */
  isLiftedSince(instant: string): boolean;
  /** Adds lines to the list of takedowns and takes none away. Throws `busy` while another process adds. */
  add(entries: readonly TakedownEntry[]): void;
  /** Keeps the terms as the desk states them. */
  keepLicences(licences: readonly LicenceEnd[]): void;
};

/** Opens the list of takedowns and the licence terms in a folder, which is made with the first of them. */
export function openWithheld(folder: string): WithheldPages {
  const file = join(folder, 'takedowns.ndjson');
  const licenceFile = join(folder, 'licences.json');

  let known: TakedownEntry[] = [];

  /** Throws where the list is there and empty: it is made with its first line, and loses none. */
  function refuseEmptied(): void {
    if (readIfThere(file)?.trim() !== '') return;
    throw new PublishRefused(
      'takedowns-damaged',
      `The list of takedowns is empty, so its lines were lost: bring ${file} back from a backup, or make its takedowns again (the audit log at the desk names them). Where nothing ever was taken down, remove the file.`,
    );
  }

  function read(): ReturnType<typeof keepTakedowns> {
    const { entries, damaged } = parseTakedowns(readIfThere(file) ?? '');
    if (damaged.length > 0)
      throw new PublishRefused(
        'takedowns-damaged',
        `The list of takedowns is damaged in line ${damaged.join(', ')}: bring ${file} back from a backup, or remove the line once the takedown is made again.`,
      );
    const kept = keepTakedowns(known, entries);
    known = kept.entries;
    return kept;
  }

  const takedowns = () => read().entries;

  function licences(): LicenceEnd[] {
    const text = readIfThere(licenceFile);
    return text === null ? [] : licenceEnds.parse(JSON.parse(text)).licences;
  }

  return {
    takedowns,
    licences,
    on(now) {
      const today = now.toISOString().slice(0, 10);
      refuseEmptied();
      const terms = licences();
      const { entries, lost } = read();
      const down = { targets: takenDown(entries), licences: terms };
      const targets = [...down.targets.keys()];
      const ended = terms.filter(({ validTo }) => validTo < today).map(({ codeSet }) => codeSet);
      return {
        paths: targets.filter((target) => target.startsWith('/')),
        codeSets: [...targets.filter((target) => !target.startsWith('/')), ...ended],
        isWithheld: (path) => withheldReason(path, down, today) !== null,
        warnings: [...lostLines(lost), ...licenceWarnings(terms, today)],
      };
    },
    isLiftedSince: (instant) =>
      takedowns().some(({ action, at }) => action === 'lift' && Date.parse(at) > Date.parse(instant)),
    add(entries) {
      const letGo = takeLock(folder);
      try {
        const all = mergeTakedowns(takedowns(), entries);
        replaceBy(`${file}.${process.pid}`, file, all.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      } finally {
        letGo();
      }
    },
    keepLicences(stated) {
      const text = `${JSON.stringify({ format: 1, licences: stated })}\n`;
      if (readIfThere(licenceFile) === text) return;
      mkdirSync(folder, { recursive: true });
      replaceBy(`${licenceFile}.${process.pid}`, licenceFile, text);
    },
  };
}

/** Says which pages are down by lines alone that the list does not have any more. */
const lostLines = (targets: readonly string[]): string[] =>
  targets.length === 0
    ? []
    : [
        `The list of takedowns lost lines that it had. They hold until the publisher is started anew: bring the list back from a backup before that, or take these down again: ${targets.join(', ')}`,
      ];

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
