import type { CodeRecord } from '../code-record.ts';
import { procedureCode } from '../icd-10-order/layout.ts';
import { sections } from './sections.ts';

/** One character of a code. */
export type PcsCharacter = {
  /** From 1 to 7. */
  position: number;
  value: string;
  /** What the character stands for in the code's section: `Body System`, `Approach`. */
  axis: string;
  /** Null where an order file does not tell: always for characters 4 to 7. */
  name: string | null;
};

/** The names of a table, the first three characters of its codes. */
export type TableNames = {
  section: string;
  bodySystem: string | null;
  operation: string | null;
};

/**
 * What an order file tells of the characters: the names of each table, by its three characters. Headers of
 * sections that are not known yet are left out.
 */
export function characterNames(records: CodeRecord[]): Map<string, TableNames> {
  const names = new Map<string, TableNames>();
  for (const { code, longDescriptor } of records) {
    const table = code.length === 3 ? tableNames(code, longDescriptor) : null;
    if (table !== null) names.set(code, table);
  }
  return names;
}

/** Mental Health and Substance Abuse Treatment have no body systems: the value is Z, the header leaves it out. */
const noBodySystem = 'Z';
const withoutBodySystems = new Set(['G', 'H']);

/**
 * A header is `Section, Body System, Operation`; Medical and Surgical leaves its own name out. Body systems have
 * commas (`Ear, Nose, Sinus`), operations do not. `New Technology, Nervous System` (X0Z) names no operation.
 */
function tableNames(table: string, headerLong: string): TableNames | null {
  const section = sections.get(table.slice(0, 1));
  if (section === undefined) return null;
  const own = `${section.name}, `;
  const rest = headerLong.startsWith(own) ? headerLong.slice(own.length) : headerLong;
  const comma = rest.lastIndexOf(', ');
  const names = { section: section.name, bodySystem: null, operation: null };
  if (comma > 0) return { ...names, bodySystem: rest.slice(0, comma), operation: rest.slice(comma + 2) };
  if (rest === '' || rest === section.name) return names;
  const operationAlone = withoutBodySystems.has(table.slice(0, 1)) && table[1] === noBodySystem;
  return operationAlone ? { ...names, operation: rest } : { ...names, bodySystem: rest };
}

/**
 * The seven characters of a code, with what each stands for and the names that its table's header gives; three
 * characters for a table. Empty where the code is none, or of a section that is not known.
 */
export function pcsCharacters(code: string, headerLong: string | null): PcsCharacter[] {
  const section = sections.get(code.slice(0, 1));
  if (section === undefined || !procedureCode.test(code)) return [];
  const table = headerLong === null ? null : tableNames(code.slice(0, 3), headerLong);
  const names = [section.name, table?.bodySystem ?? null, table?.operation ?? null];
  return [...code].map((value, index) => ({
    position: index + 1,
    value,
    axis: index === 0 ? 'Section' : (section.axes[index - 1] ?? 'Qualifier'),
    name: names[index] ?? null,
  }));
}
