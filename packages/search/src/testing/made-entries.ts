import type { SearchEntry } from '../index/entry.ts';

/** A code of an invented set. */
export function madeEntry(code: string, text: string, more: Partial<SearchEntry> = {}): SearchEntry {
  const set = more.set ?? 'made';
  return {
    set,
    code: code.replace('.', ''),
    display: code,
    path: `/${set}/${code}/`,
    title: text,
    state: 'active',
    billable: null,
    text,
    terms: [],
    lead: '',
    ...more,
  };
}

export const madeSets = [
  { id: 'made', name: 'Made Codes' },
  { id: 'goods', name: 'Made Goods' },
];

/** A few invented codes that stand in for the official files. */
export const madeEntries: SearchEntry[] = [
  madeEntry('Q10', 'Diabetes of made kinds', { billable: false }),
  madeEntry('Q10.2', 'Type 2 diabetes mellitus with swamp fever', { billable: true }),
  madeEntry('Q10.9', 'Type 2 diabetes mellitus, unspecified', {
    billable: true,
    terms: ['Diabetes, type 2'],
  }),
  madeEntry('Q20.1', 'Pneumonia of the left wing', { billable: true }),
  madeEntry('Q20.9', 'Pneumonia, unspecified', { billable: true, terms: ['Pneumonia (acute)'] }),
  madeEntry('Q30', 'Infarction of the made heart', {
    billable: true,
    terms: ['Infarct, infarction, myocardium, myocardial'],
  }),
  madeEntry('Q40', 'Chronic kidney disease, unspecified', { billable: true }),
  madeEntry('Q50.11XA', 'Fracture of made bone, initial encounter', { billable: true, code: 'Q5011XA' }),
  madeEntry('Q50.11XD', 'Fracture of made bone, subsequent encounter', { billable: true, code: 'Q5011XD' }),
  madeEntry('Q60', 'Fever that ended', { billable: true, state: 'terminated' }),
  madeEntry('G1001', 'Standard wheelchair of oak', {
    set: 'goods',
    lead: 'A chair that rolls through the marsh.',
  }),
  madeEntry('G1002', 'Wheelchair, made to measure, with drawers, a lamp, a kettle and all that one needs', {
    set: 'goods',
  }),
];
