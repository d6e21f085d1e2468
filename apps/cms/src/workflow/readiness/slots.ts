import type { FamilyValue } from '@plaincode/code-sets';
import type { FamilyFacts, FoundValue } from '../families/family-facts.ts';
import { type FamilyTemplate, familyTemplate, type Missing } from '../families/family-template.ts';
import { hasLooseBraces, referencesIn } from '../families/references.ts';
import { type FamilyText, isSlotName, type Slot, wordsFor } from '../families/slot.ts';
import { stringsOf } from '../families/strings-of.ts';
import type { Finding, Rule } from './finding.ts';

const mostValues = 20;

const block = (message: string): Finding => ({ rule: 'slots', blocks: true, message });
const hint = (message: string): Finding => ({ rule: 'slots', blocks: false, message });

/** Whether every code of the family can read the text: its slots are known and have words for every value. */
export const slots: Rule = ({ content }, { family: facts }) => {
  const strings = stringsOf(content);
  const loose = strings.some(hasLooseBraces)
    ? [
        block(
          'Braces that make no slot are left in the text. A slot is written {{name}}, in one look of letters.',
        ),
      ]
    : [];
  const { family } = content;
  if (!family) return [...loose, ...withoutFamily(strings)];
  const template = familyTemplate(content);
  return [
    ...loose,
    ...ofTable(family),
    ...template.unknown.map((name) =>
      block(`The slot {{${name}}} is not in the slot table. Add it there, or take it out of the text.`),
    ),
    ...(facts ? ofFamily(template, facts) : []),
    ...unused(family, template.used),
  ];
};

function withoutFamily(strings: readonly string[]): Finding[] {
  const [first] = strings.flatMap(referencesIn);
  if (!first) return [];
  return [block(`Only a text for a code and those below it has slots: take out {{${first.name}}}.`)];
}

function ofTable({ slots: table }: FamilyText): Finding[] {
  const names = table.map(({ name }) => name);
  const bad = names.filter((name) => !isSlotName(name));
  const doubled = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return [
    ...bad.map((name) =>
      block(`"${name}" names no slot. Use lower-case letters and digits, such as "dose unit".`),
    ),
    ...doubled.map((name) => block(`Two slots are named "${name}".`)),
  ];
}

function ofFamily(template: FamilyTemplate<unknown>, facts: FamilyFacts): Finding[] {
  const missing = template.used.flatMap((slot) => missingWords(slot, facts.found[slot.source]));
  const found = [...missing, ...template.used.flatMap((slot) => severalMeanings(slot, facts))];
  if (missing.length === 0 && template.unknown.length === 0) found.push(...unfit(template, facts));
  if (facts.codes === 1) found.push(hint('No code below this one reads the text: it stands alone here.'));
  return found;
}

function missingWords(slot: Slot, values: readonly FoundValue[]): Finding[] {
  const missing = values.filter(({ value }) => wordsFor(slot, value) === null);
  const shown = missing.slice(0, mostValues);
  const found = shown.map(({ value, codes, example }) =>
    block(`Slot ${slot.name}: no words for ${valueInWords(value)} (${codesInWords(codes, example)}).`),
  );
  const more = missing.length - shown.length;
  if (more > 0) found.push(block(`Slot ${slot.name}: no words for ${more} more values.`));
  return found;
}

/** Words for a character go to all of its meanings; the editor should know that there are several. */
function severalMeanings(slot: Slot, { found }: FamilyFacts): Finding[] {
  const byKey = Map.groupBy(
    found[slot.source].flatMap(({ value }) => value ?? []),
    ({ key }) => key,
  );
  return [...byKey].flatMap(([key, values]) => {
    const shared = values.filter((value) => wordsFor(slot, value) === wordsFor(slot, { key, said: key }));
    if (shared.length < 2) return [];
    const meanings = shared.map(({ said }) => `"${said}"`).join(' and ');
    return [
      hint(`Slot ${slot.name}: ${key} means ${meanings} in this family. The same words stand for both.`),
    ];
  });
}

function unfit(template: FamilyTemplate<unknown>, { combinations }: FamilyFacts): Finding[] {
  const reasons = new Map<string, string>();
  for (const { values, example } of combinations) {
    const filled = template.fill(values);
    if (!filled.ok && filled.unfit !== null && !reasons.has(filled.unfit)) reasons.set(filled.unfit, example);
  }
  return [...reasons].slice(0, mostValues).map(([reason, example]) => block(`${example}: ${reason}`));
}

function unused({ slots: table }: FamilyText, used: readonly Slot[]): Finding[] {
  return table
    .filter((slot) => !used.includes(slot) && isSlotName(slot.name))
    .map(({ name }) => hint(`The slot {{${name}}} stands nowhere in the text.`));
}

/** A value as findings and blockers name it. */
export function valueInWords(value: FamilyValue | null): string {
  if (value === null) return 'codes of which the source says nothing';
  return value.key === value.said ? `"${value.said}"` : `${value.key}, "${value.said}"`;
}

const codesInWords = (codes: number, example: string): string =>
  codes === 1 ? example : `${codes.toLocaleString('en-US')} codes, such as ${example}`;

/** What a text lacks for one code, in words without a full stop. */
export function readinessWords({ missing, unfit }: { missing: Missing[]; unfit: string | null }): string[] {
  if (unfit !== null) return [unfit.replace(/\.$/, '')];
  return missing.map(({ slot, value }) => `slot ${slot} has no words for ${valueInWords(value)}`);
}
