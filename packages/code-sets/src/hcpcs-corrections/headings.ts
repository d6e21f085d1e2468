import { type CellName, cellNames } from './correction.ts';

/** A heading where it was found: offsets from 0, `to` is the first one behind it. */
export type Heading = {
  name: CellName;
  from: number;
  to: number;
  /** It was too long for its column: it begins and ends where the column does. */
  cut: boolean;
};

/** What the years write over each column, longest first. */
const wordings: Record<CellName, string[]> = {
  code: ['HCPCS CODE', 'HCPCS/MOD', 'CODE', 'HCPCS'],
  action: ['ACTION'],
  effective: ['EFFECTIVE DATE', 'EFF. DATE', 'EFF DATE'],
  short: ['SHORT DESCRIPTION', 'SHORT DESCRIPTOR', 'SHORT DESC'],
  long: ['LONG DESCRIPTION', 'LONG DESCRIPTOR', 'LONG DESC'],
  typeOfService: ['TYPE OF SERVICE', 'TOS'],
  betos: ['BETOS'],
  coverage: ['COVERAGE', 'COV'],
  pricing: ['PRICING', 'PRICE'],
  crossReference: ['XREF CODE', 'X-REF CODE', 'CROSS REFERENCE'],
  ascGroup: ['ASC IND', 'ASC GROUP', 'ASC GRP'],
  ascEffective: ['ASC DATE', 'ASC EFF DATE'],
  comments: ['COMMENTS'],
};

const longestHeader = 1_000;

/**
 * Reads the header line of a corrections sheet, in which a heading wider than its column is cut and the next
 * one stands against it (`TOBETOCOPRIC`). Null where the line is no such header: it names code, action,
 * effective date and a descriptor at least.
 */
export function findHeadings(text: string): Heading[] | null {
  if (text.length > longestHeader || !/ACTION/i.test(text)) return null;
  const line = text.toUpperCase();
  const found: Heading[] = [];
  let next = 0;
  for (let at = 0; at < line.length && next < cellNames.length; ) {
    const begins = line[at] !== ' ' && (at === 0 || line[at - 1] === ' ' || at === found.at(-1)?.to);
    const heading = begins ? headingAt(line, at, next) : null;
    if (heading === null) {
      at += 1;
      continue;
    }
    found.push(heading);
    next = cellNames.indexOf(heading.name) + 1;
    at = heading.to;
  }
  const names = new Set(found.map(({ name }) => name));
  const whole = names.has('code') && names.has('action') && names.has('effective');
  return whole && (names.has('short') || names.has('long')) ? found : null;
}

/** The heading that most of the line from here on spells out; of equals the one further left in the sheet. */
function headingAt(line: string, at: number, next: number): Heading | null {
  let best: Heading | null = null;
  for (const name of cellNames.slice(next))
    for (const wording of wordings[name]) {
      const length = commonStart(wording, line, at);
      const longer = length - (best === null ? 0 : best.to - at);
      const whole = length === wording.length;
      // One letter may begin anything; a heading cut between words need not fill its column.
      if (length < 2 || longer < 0 || (longer === 0 && !(whole && best?.cut && best.name === name))) continue;
      best = { name, from: at, to: at + length, cut: !whole && wording[length] !== ' ' };
    }
  return best;
}

function commonStart(wording: string, line: string, at: number): number {
  let length = 0;
  while (length < wording.length && wording[length] === line[at + length]) length += 1;
  return wording.slice(0, length).trimEnd().length;
}
