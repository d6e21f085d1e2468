import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { bareCode } from '../collections/codes/bare-code.ts';
import { conflictSince } from '../collections/explanations/conflict-since.ts';
import { dayInWords } from '../day-in-words.ts';
import { findEdition } from '../imports/find-edition.ts';
import type { HeldEdition } from '../imports/held-editions.ts';
import type { EditorState } from '../lines/start-line.ts';
import type { FindMedia } from '../markdown/parse-markdown.ts';
import { stateLabels } from '../workflow/states.ts';
import type { BroughtFile, BroughtProblem, BroughtRow } from './brought-file.ts';
import type { ColumnKey } from './columns.ts';
import type { DeskKnowledge } from './desk-knowledge.ts';
import { changedParts, type TextChanges } from './text-parts.ts';

/** What is not in the file: for rows that do not say. */
export type Defaults = {
  codeSet?: string | undefined;
  edition?: string | undefined;
  notice?: string | undefined;
};

export type PlannedText = {
  line: number;
  codeSet: string;
  code: string;
  edition: string;
  /** `create`: a new text. `start`: one that begins with what readers see. `change`: a text that is there. */
  kind: 'create' | 'start' | 'change';
  id: string | null;
  revision: number | null;
};

export type Plan = {
  texts: (PlannedText & { row: BroughtRow })[];
  unchanged: number;
  /** Rows without any text, of codes that have none. */
  empty: number;
  problems: BroughtProblem[];
};

type Placed = {
  row: BroughtRow;
  codeSet: string;
  code: string;
  edition: HeldEdition;
  codeKey: string;
  lineKey: string;
};

/** Rows looked at together: their texts are held in memory. */
const together = 200;
const noHeld: EditorState = {};
const textColumns: readonly ColumnKey[] = [
  'state',
  'changes',
  'assignee',
  'reviewer',
  'due',
  'descriptor',
  'codeSet',
  'code',
  'appliesFrom',
  'notice',
  'revision',
];

/** Decides for each row what it would do. Writes nothing. */
export async function planRows(
  req: PayloadRequest,
  desk: DeskKnowledge,
  file: BroughtFile,
  defaults: Defaults,
  media: FindMedia,
): Promise<Plan> {
  const plan: Plan = { texts: [], unchanged: 0, empty: 0, problems: [...file.problems] };
  const planner = new Planner(req, desk, file.name, defaults, media, plan);
  for (let at = 0; at < file.rows.length; at += together) {
    await planner.add(file.rows.slice(at, at + together));
  }
  plan.problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return plan;
}

class Planner {
  readonly #req: PayloadRequest;
  readonly #desk: DeskKnowledge;
  readonly #file: string;
  readonly #defaults: Defaults;
  readonly #media: FindMedia;
  readonly #plan: Plan;
  readonly #seen = new Map<string, number>();

  constructor(
    req: PayloadRequest,
    desk: DeskKnowledge,
    file: string,
    defaults: Defaults,
    media: FindMedia,
    plan: Plan,
  ) {
    this.#req = req;
    this.#desk = desk;
    this.#file = file;
    this.#defaults = defaults;
    this.#media = media;
    this.#plan = plan;
  }

  async add(rows: readonly BroughtRow[]): Promise<void> {
    const placed: Placed[] = [];
    for (const row of rows) {
      const place = await this.#place(row);
      if (place) placed.push(place);
    }
    const lines = await this.#desk.lines(placed.map(({ lineKey }) => lineKey));
    const codes = new Map<HeldEdition, Map<string, boolean>>();
    for (const [edition, some] of Map.groupBy(placed, (one) => one.edition))
      codes.set(
        edition,
        await this.#desk.codes(
          edition,
          some.map(({ code }) => code),
        ),
      );
    for (const one of placed) {
      /* Other requests have their turn between two rows, each of which can hold a dozen texts. */
      await nextTurn();
      const line = lines.get(one.lineKey);
      if (line) await this.#onLine(one, line);
      else if (this.#knowsCode(one, codes.get(one.edition)?.get(one.code))) await this.#onNothing(one);
    }
  }

  #flaw(row: BroughtRow, column: ColumnKey, code: string, message: string, hint: string): void {
    const place = { file: this.#file, line: row.line, column: row.columns?.get(column) ?? null };
    this.#plan.problems.push({ ...place, code, message, hint });
  }

  async #place(row: BroughtRow): Promise<Placed | null> {
    const given = row.cells.get('codeSet') || this.#defaults.codeSet || '';
    const codeSet = this.#desk.codeSet(given);
    const code = bareCode(row.cells.get('code') ?? '');
    if (code === '')
      return this.#miss(
        row,
        'code',
        'missing-code',
        'The row names no code.',
        'Write it, or take the row out.',
      );
    if (codeSet === null) {
      const known = `The desk knows ${this.#desk.setNames.join(', ')}.`;
      return given === ''
        ? this.#miss(
            row,
            'codeSet',
            'missing-code-set',
            `It is not said of which code set ${code} is.`,
            `Add a column "Code set", or say it for the whole file. ${known}`,
          )
        : this.#miss(
            row,
            'codeSet',
            'unknown-code-set',
            `There is no code set "${given.slice(0, 40)}".`,
            known,
          );
    }
    const held = await this.#desk.editions(codeSet);
    const named = row.cells.get('appliesFrom') || this.#defaults.edition || '';
    const edition = named === '' ? null : findEdition(held, named);
    if (edition === null) {
      const known =
        held.length > 0
          ? `Held are ${held.map(({ label }) => label).join(', ')}.`
          : 'No edition of the set is held: import one first.';
      return named === ''
        ? this.#miss(
            row,
            'appliesFrom',
            'missing-edition',
            `It is not said from which edition the text of ${code} applies.`,
            `Add a column "Applies from", or say it for the whole file. ${known}`,
          )
        : this.#miss(
            row,
            'appliesFrom',
            'unknown-edition',
            `The edition "${named.slice(0, 40)}" is not held.`,
            known,
          );
    }
    const codeKey = `${codeSet}/${code}`;
    const lineKey = `${codeKey}@${edition.id}`;
    const before = this.#seen.get(lineKey);
    if (before !== undefined)
      return this.#miss(
        row,
        'code',
        'duplicate-row',
        `${code} stands twice for this edition: here and in row ${before}.`,
        'Keep one of the two.',
      );
    this.#seen.set(lineKey, row.line);
    return { row, codeSet, code, edition, codeKey, lineKey };
  }

  #editionName({ codeSet, label }: HeldEdition): string {
    return `${this.#desk.setName(codeSet)} ${label}`;
  }

  #miss(row: BroughtRow, column: ColumnKey, code: string, message: string, hint: string): null {
    this.#flaw(row, column, code, message, hint);
    return null;
  }

  #knowsCode({ row, code, edition, codeSet }: Placed, inEdition: boolean | undefined): boolean {
    if (inEdition === true) return true;
    if (inEdition === false)
      this.#flaw(
        row,
        'code',
        'code-not-in-edition',
        `${code} is not in ${this.#editionName(edition)}.`,
        'Name an edition that holds it.',
      );
    else
      this.#flaw(
        row,
        'code',
        'unknown-code',
        `${code} is no code of ${this.#desk.setName(codeSet)}.`,
        /^\d{1,4}$/.test(code)
          ? 'A spreadsheet may have taken its leading zeros away: write it as text.'
          : 'Mend it, or take the row out.',
      );
    return false;
  }

  /** The parts that differ; null where the row has flaws of its own. */
  #changes(row: BroughtRow, held: EditorState): TextChanges | null {
    let sound = true;
    const find = { media: this.#media, notice: (words: string) => this.#desk.notice(words) };
    const changes = changedParts(row, held, find, (column, code, message, hint) => {
      sound = false;
      this.#flaw(row, column, code, message, hint);
    });
    return sound ? changes : null;
  }

  async #onNothing({ row, codeSet, code, edition, codeKey }: Placed): Promise<void> {
    const revision = row.cells.get('revision') ?? '';
    const seen = /^live (\S{1,60})$/.exec(revision)?.[1] ?? null;
    const text = { line: row.line, codeSet, code, edition: edition.id, id: null, revision: null, row };
    if (seen !== null) {
      const held = (await this.#desk.revisions([seen])).get(seen);
      const changes = held ? this.#changes(row, await this.#desk.editorState(held)) : null;
      if (!held)
        this.#flaw(
          row,
          'revision',
          'unknown-revision',
          `There is no revision "${revision.slice(0, 60)}".`,
          'Export the list anew.',
        );
      else if (changes === null) return;
      else if (Object.keys(changes).length === 0) this.#plan.unchanged += 1;
      else if (this.#desk.liveOf(codeKey) !== seen && this.#desk.liveOf(codeKey) !== null)
        this.#flaw(
          row,
          'revision',
          'changed-since',
          `Readers have another text of ${code} by now.`,
          'Export the list anew and take your change over.',
        );
      else this.#plan.texts.push({ ...text, kind: 'start' });
      return;
    }
    if (revision !== '')
      return void this.#flaw(
        row,
        'revision',
        'unknown-line',
        `The row names revision ${revision.slice(0, 20)}, and there is no text of ${code} from ${this.#editionName(edition)}.`,
        'Empty the cell if the text is new.',
      );
    const blank = [...row.cells].every(([key, cell]) => cell === '' || textColumns.includes(key));
    if (blank) this.#plan.empty += 1;
    else if (this.#changes(row, noHeld) !== null) this.#plan.texts.push({ ...text, kind: 'create' });
  }

  async #onLine({ row, codeSet, code, edition }: Placed, line: Explanation): Promise<void> {
    const changes = this.#changes(row, line);
    if (changes === null) return;
    if (Object.keys(changes).length === 0) {
      this.#plan.unchanged += 1;
      return;
    }
    if (line.state === 'superseded')
      return void this.#flaw(
        row,
        'code',
        'superseded',
        `A later edition has replaced the text of ${code}.`,
        'Write in the text of that edition.',
      );
    const given = row.cells.get('revision') ?? '';
    const revision = /^\d{1,9}$/.test(given) ? Number(given) : null;
    const [textRevision, now] = [line.textRevision ?? 0, line.revision ?? 0];
    const justStarted = given === `live ${line.basedOn}` && textRevision <= 1;
    if (given === '')
      this.#flaw(
        row,
        'revision',
        'line-exists',
        `There is another text of ${code} from ${this.#editionName(edition)} already (${stateLabels[line.state ?? 'draft']}).`,
        'Nothing was written over it. Export the list and write into its row, which names the revision.',
      );
    else if (justStarted || (revision !== null && revision >= textRevision && revision <= now))
      this.#plan.texts.push({
        line: row.line,
        codeSet,
        code,
        edition: edition.id,
        kind: 'change',
        id: line.id,
        revision: revision ?? now,
        row,
      });
    else await this.#conflict(row, code, line, revision ?? 0);
  }

  async #conflict(row: BroughtRow, code: string, line: Explanation, revision: number): Promise<void> {
    const conflict = await conflictSince(this.#req, line, revision);
    this.#plan.problems.push({
      file: this.#file,
      line: row.line,
      column: row.columns?.get('revision') ?? null,
      code: 'changed-since',
      message: `The text of ${code} was changed since the list was made: ${conflict.by} saved it on ${dayInWords(conflict.at.slice(0, 10))}, at ${conflict.at.slice(11, 16)} UTC.`,
      hint: `Nothing was written over it. Export the list anew and take your change over (revision ${conflict.revision}).`,
      conflict,
    });
  }
}
