import { type ChangeKind, changeKinds, type ItemState, itemStates, type Resolution } from './work-item.ts';
import { kindsOfText } from './work-item-changes.ts';

/** An item as far as the board counts and filters it. */
export type BoardRow = {
  id: string;
  codeSet: string;
  code: string;
  displayCode: string;
  /** Between blanks. */
  kinds: string;
  state: ItemState;
  resolution: Resolution | null;
  range: string;
  assignee: string | null;
  reviewer: string | null;
  explained: boolean;
  due: string | null;
  /** The descriptors, where a filter looks into them. */
  words?: string;
};

/** Each left out where it does not matter. `none` for a person: nobody. */
export type BoardFilters = {
  kind?: ChangeKind | undefined;
  state?: ItemState | 'not-done' | undefined;
  range?: string | undefined;
  assignee?: string | undefined;
  reviewer?: string | undefined;
  explained?: 'yes' | 'no' | undefined;
  /** `overdue`: not done and due before today. */
  due?: 'overdue' | 'week' | 'none' | undefined;
  q?: string | undefined;
};

export type Progress = { name: string; done: number; total: number };

export type BoardCounts = {
  total: number;
  done: number;
  overdue: number;
  kinds: { kind: ChangeKind; total: number; states: Record<ItemState, number> }[];
  states: Record<ItemState, number>;
  ranges: Progress[];
  /** By the person's id; `none` is the work that nobody has. */
  assignees: Progress[];
  reviewers: Progress[];
};

const kindNames = Object.keys(changeKinds) as ChangeKind[];
const stateNames = Object.keys(itemStates) as ItemState[];
const noStates = (): Record<ItemState, number> => ({
  open: 0,
  drafting: 0,
  'in-review': 0,
  'changes-requested': 0,
  done: 0,
});

/** Items whose change was taken back are on no board. */
export const onBoard = ({ resolution }: Pick<BoardRow, 'resolution'>): boolean => resolution !== 'taken-back';

/** What an update holds, counted; a code with several kinds of change counts under each. */
export function boardCounts(rows: readonly BoardRow[], today: string): BoardCounts {
  const states = noStates();
  const kinds = new Map(kindNames.map((kind) => [kind, { kind, total: 0, states: noStates() }]));
  for (const row of rows) {
    states[row.state] += 1;
    for (const kind of kindsOfText(row.kinds)) {
      const counted = kinds.get(kind);
      if (!counted) continue;
      counted.total += 1;
      counted.states[row.state] += 1;
    }
  }
  return {
    total: rows.length,
    done: states.done,
    overdue: rows.filter((row) => isOverdue(row, today)).length,
    kinds: [...kinds.values()].filter(({ total }) => total > 0),
    states,
    ranges: progress(rows, ({ range }) => range).sort((a, b) => (a.name < b.name ? -1 : 1)),
    assignees: progress(rows, ({ assignee }) => assignee ?? 'none'),
    reviewers: progress(rows, ({ reviewer }) => reviewer ?? 'none'),
  };
}

function progress(rows: readonly BoardRow[], nameOf: (row: BoardRow) => string): Progress[] {
  const found = new Map<string, Progress>();
  for (const row of rows) {
    const name = nameOf(row);
    const one = found.get(name) ?? { name, done: 0, total: 0 };
    one.total += 1;
    if (row.state === 'done') one.done += 1;
    found.set(name, one);
  }
  return [...found.values()].sort((a, b) => b.total - a.total);
}

const isOverdue = ({ state, due }: BoardRow, today: string): boolean =>
  state !== 'done' && due !== null && due < today;

const weekLength = 7 * 24 * 60 * 60 * 1000;

/** The rows that a filter lets through, in their order. */
export function filteredRows(rows: readonly BoardRow[], filters: BoardFilters, today: string): BoardRow[] {
  const { kind, state, range, assignee, reviewer, explained, due } = filters;
  const week = new Date(Date.parse(`${today}T00:00:00Z`) + weekLength).toISOString().slice(0, 10);
  const words = filters.q?.trim().toLowerCase() ?? '';
  const bare = words.replaceAll('.', '');
  const each = words.split(/\s+/);
  return rows.filter((row) => {
    if (kind && !row.kinds.includes(` ${kind} `)) return false;
    if (state && (state === 'not-done' ? row.state === 'done' : row.state !== state)) return false;
    if (range && row.range !== range) return false;
    if (assignee && (row.assignee ?? 'none') !== assignee) return false;
    if (reviewer && (row.reviewer ?? 'none') !== reviewer) return false;
    if (explained && row.explained !== (explained === 'yes')) return false;
    if (due && !isDue(row, due, today, week)) return false;
    if (words === '' || row.code.toLowerCase().startsWith(bare)) return true;
    return each.every((word) => (row.words ?? '').includes(word));
  });
}

function isDue(row: BoardRow, due: 'overdue' | 'week' | 'none', today: string, week: string): boolean {
  if (due === 'none') return row.due === null;
  if (due === 'overdue') return isOverdue(row, today);
  return row.state !== 'done' && row.due !== null && row.due <= week;
}

export const boardStates = [...stateNames, 'not-done'] as const;
export const boardKinds = kindNames;
