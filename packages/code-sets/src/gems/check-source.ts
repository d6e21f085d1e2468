import type { Problems } from '../problems.ts';
import type { GemEntry } from './entry.ts';

const compare = 'Compare the rows of this code with the official file.';

/**
 * Checks the rows of one source code together: no row twice, no translation beside "no map", and combinations
 * that are whole: a scenario names one code at least of each of its choice lists, which are two or more.
 */
export function checkSource(entries: GemEntry[], problems: Problems): void {
  const [first] = entries;
  if (!first) return;
  if (entries.length > 1) checkRepeats(entries, problems);
  const without = entries.find(({ noMap }) => noMap);
  if (without && entries.length > 1)
    problems.add('bad-field', `${first.source} has a row "no map" beside others.`, compare, {
      line: without.line,
    });
  checkScenarios(entries, problems);
}

function checkRepeats(entries: GemEntry[], problems: Problems): void {
  const seen = new Map<string, number>();
  for (const { source, target, scenario, choiceList, line } of entries) {
    const key = `${target} ${scenario} ${choiceList}`;
    const earlier = seen.get(key);
    if (earlier !== undefined)
      problems.add(
        'duplicate-code',
        `${source} to ${target} stands on line ${earlier} already.`,
        'Remove one of the two.',
        { line, column: 1 },
      );
    seen.set(key, line);
    if (problems.hopeless) return;
  }
}

function checkScenarios(entries: GemEntry[], problems: Problems): void {
  const scenarios = new Map<number, GemEntry[]>();
  for (const entry of entries) {
    if (!entry.combination) continue;
    const members = scenarios.get(entry.scenario);
    if (members) members.push(entry);
    else scenarios.set(entry.scenario, [entry]);
  }
  for (const [scenario, members] of scenarios) {
    const lists = new Set(members.map(({ choiceList }) => choiceList));
    const last = Math.max(...lists);
    if (lists.size === last && last >= 2) continue;
    const [{ source, line } = { source: '', line: 1 }] = members;
    problems.add(
      'bad-sequence',
      `Scenario ${scenario} of ${source} has the choice lists ${[...lists].join(', ')}.`,
      'A combination has the lists 1, 2 and so on without a gap. A row may be missing or damaged here.',
      { line },
    );
  }
}
