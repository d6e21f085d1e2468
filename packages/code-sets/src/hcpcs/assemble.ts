import type { CodeRecord } from '../code-record.ts';
import { downloadAgain, type Problems } from '../problems.ts';
import { tidy } from '../text-checks.ts';
import {
  codeField,
  licensedCode,
  longField,
  modifierCode,
  procedureCode,
  recordIdField,
  sequenceField,
  shortField,
} from './layout.ts';
import { type RawRecord, single } from './raw-record.ts';
import { type Flaw, readDates, readIndicators, readSequence } from './record-fields.ts';

/** A full edition has at least so many codes; fewer are an excerpt, which may end anywhere. */
const fullEdition = 3_000;
/** Vision and hearing services stand last. */
const lastLetter = 'V';

type OpenRecord = { record: CodeRecord; sequence: number; pieces: string[]; line: number };

/**
 * Joins first records (3 and 7) and their continuations (4 and 8) to code records. Workbooks of some years
 * repeat continuation rows: an exact repetition is passed over. Rows of licensed sets (CDT, CPT) are dropped
 * unless `keepLicensed`; `dropped` counts their codes.
 */
export class RecordAssembler {
  readonly records: CodeRecord[] = [];
  dropped = 0;
  readonly #problems: Problems;
  readonly #keepLicensed: boolean;
  readonly #lines = new Map<string, number>();
  #open: OpenRecord | null = null;
  #droppedCode: string | null = null;

  constructor(problems: Problems, keepLicensed: boolean) {
    this.#problems = problems;
    this.#keepLicensed = keepLicensed;
  }

  add(raw: RawRecord): void {
    const code = single(raw, codeField);
    const recordId = single(raw, recordIdField);
    if (licensedCode.test(code) && !this.#keepLicensed) this.#drop(code);
    else if (recordId === '3' || recordId === '7') this.#begin(raw, code, recordId === '7');
    else if (recordId === '4' || recordId === '8') this.#continue(raw, code);
    else
      this.#flaw(raw, recordIdField, 'bad-field', `The record id is "${recordId}".`, 'It is 3, 4, 7 or 8.');
  }

  /** Ends the file. A text cut just where a row ends shows it only in the codes that are missing. */
  end(): void {
    this.finish();
    const last = this.records.findLast(({ codeType }) => codeType === 'procedure');
    if (!last || this.records.length < fullEdition || last.code.startsWith(lastLetter)) return;
    this.#problems.add(
      'truncated-file',
      `The file ends with ${last.code}; the codes that begin with ${lastLetter} are missing.`,
      downloadAgain,
      { line: this.#lines.get(last.code) ?? null },
    );
  }

  /** Ends the last record. */
  finish(): void {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    open.record.longDescriptor = tidy(open.pieces.join(' '));
    if (open.record.longDescriptor !== '') return;
    const message = `${open.record.code} has no long descriptor.`;
    this.#problems.add('missing-text', message, 'Compare the row with the official file.', {
      line: open.line,
    });
  }

  #drop(code: string): void {
    this.finish();
    if (code !== this.#droppedCode) this.dropped += 1;
    this.#droppedCode = code;
  }

  #begin(raw: RawRecord, code: string, modifier: boolean): void {
    this.finish();
    if (this.#refuses(raw, code, modifier)) return;
    this.#lines.set(code, raw.line);
    const record: CodeRecord = {
      code,
      displayCode: code,
      codeType: modifier ? 'modifier' : 'procedure',
      billable: null,
      parent: null,
      shortDescriptor: tidy(single(raw, shortField)) || null,
      mediumDescriptor: null,
      longDescriptor: '',
      dates: readDates(raw, this.#flaw),
      indicators: readIndicators(raw, this.#flaw),
    };
    const sequence = readSequence(raw, this.#flaw);
    if (raw.sequenceStep !== null && sequence % raw.sequenceStep !== 0)
      this.#flaw(
        raw,
        sequenceField,
        'bad-sequence',
        `The sequence number of ${code} is ${sequence}.`,
        `Sequence numbers go by ${raw.sequenceStep}: compare the row with the official file.`,
      );
    this.#open = { record, sequence, pieces: [single(raw, longField)], line: raw.line };
    this.records.push(record);
  }

  #refuses(raw: RawRecord, code: string, modifier: boolean): boolean {
    const earlier = this.#lines.get(code);
    if (earlier !== undefined)
      this.#flaw(
        raw,
        codeField,
        'duplicate-code',
        `${code} stands on line ${earlier} already.`,
        'Remove one of the two.',
      );
    else if (!(modifier ? modifierCode : procedureCode).test(code) && !licensedCode.test(code)) {
      const kind = modifier ? 'modifier' : 'procedure code';
      this.#flaw(
        raw,
        codeField,
        'bad-code',
        `"${code}" is no HCPCS ${kind}.`,
        'Compare the row with the official file.',
      );
    } else return false;
    return true;
  }

  #continue(raw: RawRecord, code: string): void {
    const open = this.#open;
    const hint = 'A row is missing, doubled or damaged near here: download the file again.';
    if (open === null || open.record.code !== code) {
      const message = `"${code}" is continued here without its first record just before.`;
      this.#flaw(raw, codeField, 'orphan-continuation', message, hint);
      return;
    }
    const text = single(raw, longField);
    const sequence = readSequence(raw, this.#flaw);
    if (repeats(open, text, sequence)) return;
    const due = raw.sequenceStep === null ? null : open.sequence + raw.sequenceStep;
    if (due === null ? sequence <= open.sequence : sequence !== due)
      this.#flaw(
        raw,
        sequenceField,
        'bad-sequence',
        `This row of ${code} does not follow the row before it.`,
        hint,
      );
    open.sequence = sequence;
    open.pieces.push(text);
  }

  readonly #flaw: Flaw = (raw, field, code, message, hint, entry = 0) => {
    this.#problems.add(code, message, hint, { line: raw.line, column: raw.column(field, entry) });
  };
}

/** A workbook may repeat a continuation, or continue with a text that its first row holds in full. */
function repeats(open: OpenRecord, text: string, sequence: number): boolean {
  const same = tidy(text);
  if (sequence <= open.sequence && open.pieces.some((piece) => tidy(piece) === same)) return true;
  const whole = tidy(open.pieces.join(' '));
  return same !== '' && (open.pieces[0]?.length ?? 0) > longField.width && whole.includes(same);
}
