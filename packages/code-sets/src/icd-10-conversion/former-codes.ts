import { diagnosisCode } from '../icd-10-order/layout.ts';

/** Codes from one to another in the official order, both included with all below them. Without dots. */
export type CodeRange = { from: string; to: string };

export type FormerCodes = {
  /** Codes that the text names one by one, without dots. */
  former: string[];
  /** `H02.101-H02.106`, and `I63.-` for all codes below I63. Which codes they hold, the edition before tells. */
  ranges: CodeRange[];
  /** The first part that is neither a code nor words; null where there is none. */
  flaw: string | null;
};

const none = /^(?:none|n\/?a|no (?:previous|prior) codes?)\.?$/i;
const separators = /\s*(?:[,;&\n]|\band\b)\s*/i;
const words = /^[A-Za-z][a-z]+[.,:]?(?: [A-Za-z][a-z]*[.,:]?)+$/;
/** `Codes in Categories T15-T19`, `Code from categories T36-T50`, `a code from R11-`. */
const announced = /^(?:an? )?codes? (?:in|from|of) (?:(?:sub)?categor(?:y|ies) )?/i;
const rangeSign = /\s*(?:-|\bto\b|\bthrough\b)\s*/i;
const longest = 2_000;

/**
 * Reads the cell with the former codes. Lists are parted by commas, semicolons, line breaks, `&` or "and"; "None"
 * is an empty list. Whether several codes were assigned together or in the alternative, the table does not say.
 * Ranges are kept as ranges; words that name no code are passed over and stay in the text as given.
 */
export function parseFormerCodes(text: string): FormerCodes {
  const found: FormerCodes = { former: [], ranges: [], flaw: null };
  const plain = text
    .replaceAll(/[‐-―]/g, '-')
    .replaceAll(/[^\S\n]+/g, ' ')
    .trim();
  if (plain.length > longest) return { ...found, flaw: plain.slice(0, 20) };
  if (plain === '' || none.test(plain)) return found;
  for (const part of plain.split(separators)) if (part !== '') addPart(part, found);
  return found;
}

function addPart(part: string, found: FormerCodes): void {
  const ended = part.replace(/\.$/, '');
  const named = ended.replace(announced, '');
  const code = asCode(named);
  const range = code === null ? asRange(named) : { from: code, to: code };
  if (code !== null && named === ended) found.former.push(code);
  else if (range !== null) found.ranges.push(range);
  else if (!words.test(part)) found.flaw ??= part.slice(0, 20);
}

const dotted = /^[A-Z0-9]{3}(?:\.?[A-Z0-9]{1,4})?$/i;

/** `T40.7X3D` to `T407X3D`; null where the text is no code. */
export function asCode(text: string): string | null {
  if (!dotted.test(text)) return null;
  const code = text.replace('.', '').toUpperCase();
  return diagnosisCode.test(code) ? code : null;
}

/** `to` may leave out what it shares with `from`: `H44.20-23`. */
function asRange(text: string): CodeRange | null {
  const [first = '', last = '', ...more] = text.split(rangeSign);
  const from = asCode(first.replace(/\.$/, ''));
  if (from === null || more.length > 0 || text === first) return null;
  if (last === '') return { from, to: from };
  const to = asCode(last) ?? asCode(from.slice(0, -last.length) + last);
  return to !== null && to >= from ? { from, to } : null;
}
