import { type ConversionFact, type GemLine, replacementsOf, withDot } from '@plaincode/code-sets';
import type { Inline, SectionData } from '@plaincode/content-schemas';
import { dayBefore, dayInWords } from '../../day-in-words.ts';
import { codeText, type PathOf } from './code-text.ts';
import type { FactsInForce, SourceFacts } from './facts-in-force.ts';
import { listOf, text } from './rich-text.ts';

/** What a code was called before, and what is used now instead of it; built once for a set. */
export interface Conversions {
  facts: SourceFacts<'conversion'>;
  /** By former code. */
  now: ReadonlyMap<string, Newer[]>;
  /** Those whose former codes are named as ranges. */
  ofRanges: readonly (Newer & { former: string[]; formerRanges: { from: string; to: string }[] })[];
}

interface Newer {
  code: string;
  effective: string | null;
}

export function conversionsOf({ conversion }: FactsInForce): Conversions | null {
  if (!conversion) return null;
  const now = new Map<string, Newer[]>();
  const ofRanges: Conversions['ofRanges'][number][] = [];
  for (const [code, { former, effective, ranges }] of conversion.byCode) {
    for (const one of former) if (one !== code) now.set(one, [...(now.get(one) ?? []), { code, effective }]);
    if (ranges) ofRanges.push({ code, effective, former: [], formerRanges: ranges });
  }
  return { facts: conversion, now, ofRanges };
}

/** The conversion table on a code: which codes stood for it before, and which stand for it now. */
export function conversionData(code: string, conversions: Conversions | null, pathOf: PathOf): SectionData[] {
  if (!conversions) return [];
  const { facts } = conversions;
  const source = facts.source.id;
  const before = listOf(formerItems(facts.byCode.get(code), code, pathOf), 40);
  const since = listOf(
    newerThan(code, conversions).map(({ code: other, effective }) =>
      [
        codeText(withDot(other), other, pathOf),
        text(effective ? `, since ${dayInWords(effective)}` : ''),
      ].filter(({ text: words }) => words !== ''),
    ),
    40,
  );
  return [
    before && {
      title: 'Conversion table: where this was coded before',
      historical: false,
      body: [before],
      source,
    },
    since && {
      title: 'Conversion table: newer codes for cases once coded here',
      historical: false,
      body: [since],
      source,
    },
  ].filter((one) => one !== null);
}

function newerThan(code: string, { now, ofRanges }: Conversions): Newer[] {
  const near = ofRanges.filter(({ formerRanges }) =>
    formerRanges.some(({ from, to }) => from <= code && code <= `${to}~`),
  );
  const within = near.length === 0 ? [] : (replacementsOf(near, [code]).get(code) ?? []);
  const named = now.get(code) ?? [];
  const others = within.filter((one) => one.code !== code && !named.some((known) => known.code === one.code));
  return [...named, ...others];
}

function formerItems(fact: ConversionFact | undefined, code: string, pathOf: PathOf): Inline[][] {
  if (!fact) return [];
  const written = (one: string) => codeText(withDot(one), one, pathOf);
  // The table gives the first day of the new code: the former one was used until the day before.
  const until = fact.effective ? [text(`, until ${dayInWords(dayBefore(fact.effective, 1))}`)] : [];
  const named = fact.former.filter((former) => former !== code).map((former) => [written(former), ...until]);
  const ranges = (fact.ranges ?? []).map(({ from, to }) =>
    from === to
      ? [text('codes under '), written(from), ...until]
      : [written(from), text(' to '), written(to), ...until],
  );
  return [...named, ...ranges];
}

/** The general equivalence mappings of a code, in both directions. They ended in 2018 and are marked so. */
export function mappingData(
  code: string,
  facts: FactsInForce,
  volume: 'diagnosis' | 'procedure',
): SectionData[] {
  const directions = [
    ['gem-to-icd-9', 'General equivalence mapping to ICD-9-CM'],
    ['gem-from-icd-9', 'General equivalence mapping from ICD-9-CM'],
  ] as const;
  return directions.flatMap(([kind, title]) => {
    const held = facts[kind];
    const list = listOf(
      (held?.byCode.get(code)?.lines ?? []).map((line) => [text(mappingText(line, volume))]),
      60,
    );
    return held && list
      ? [{ title: `${title}, ${held.label}`, historical: true, body: [list], source: held.source.id }]
      : [];
  });
}

function mappingText(line: GemLine, volume: 'diagnosis' | 'procedure'): string {
  if (line.other === null) return 'No code corresponds';
  const words = [
    line.approximate ? 'approximate' : 'identical',
    line.combination ? `one of a combination (scenario ${line.scenario}, choice ${line.choiceList})` : null,
  ].filter((one) => one !== null);
  return `${icd9WithDot(line.other, volume)}: ${words.join(', ')}`;
}

/** `25000` is `250.00`, `E8490` is `E849.0`; a procedure `0010` is `00.10`. */
export function icd9WithDot(code: string, volume: 'diagnosis' | 'procedure'): string {
  const at = volume === 'procedure' ? 2 : code.startsWith('E') ? 4 : 3;
  return code.length > at ? `${code.slice(0, at)}.${code.slice(at)}` : code;
}
