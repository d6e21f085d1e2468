/** Numbers from 0 to 1 that are the same on every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const common =
  'the of and a to in is for with that on as or by when not an be are it from this at one code report claim patient record'.split(
    ' ',
  );

const field = (
  'dose unit vial drug injection route payer line modifier edit pair coverage policy order note date service visit ' +
  'encounter fracture wound infection disease disorder organ joint muscle nerve vein artery lung heart kidney liver ' +
  'bone skin eye ear tooth tumor growth cancer cell blood sugar pressure pain fever swelling bleeding injury burn ' +
  'poisoning effect reaction allergy device implant graft catheter needle tube pump monitor test sample result image ' +
  'scan film report finding sign symptom stage grade side left right both upper lower front back inner outer first ' +
  'later healed chronic acute severe mild recurrent primary secondary type kind form cause place time year month week ' +
  'day hour minute person adult child infant mother father family history care treatment therapy surgery procedure ' +
  'approach closure repair removal replacement insertion drainage biopsy excision incision transfer bypass support ' +
  'supply equipment chair bed walker brace cast splint bandage dressing strip meter lens frame shoe boot glove mask ' +
  'office clinic hospital pharmacy laboratory department agency plan member provider physician nurse therapist coder ' +
  'biller auditor reviewer manual guideline chapter section paragraph table index term word phrase meaning rule case'
).split(' ');

const beginnings = ['un', 're', 'over', 'under', 'post', 'pre', 'sub', 'inter', 'multi', 'mis'];
const endings = ['ing', 'ed', 'al', 'ment', 'ly', 'ness', 'able', 'ation', 'ic', 's'];

/**
 * Sentences in the lengths and the variety of real ones: half of the words are the language's most common, most others the
 * field's, and one in twenty is formed from these and rare.
 */
export function madeSentences(random: () => number, count: number): string {
  const pick = (from: readonly string[]) => from[Math.floor(random() ** 1.6 * from.length)] ?? '';
  const word = () => {
    const which = random();
    if (which < 0.5) return pick(common);
    if (which < 0.95) return pick(field);
    return `${pick(beginnings)}${pick(field)}${pick(endings)}`;
  };
  return Array.from({ length: count }, () => {
    const length = 9 + Math.floor(random() * 16);
    const words = Array.from({ length }, word);
    return `${(words[0] ?? '').replace(/^./, (first) => first.toUpperCase())} ${words.slice(1).join(' ')}.`;
  }).join(' ');
}
