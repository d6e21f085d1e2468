import type { SQLiteAdapter } from '@payloadcms/db-sqlite';
import { type AnyColumn, getTableColumns, type Table } from '@payloadcms/db-sqlite/drizzle';
import type { ItemRow } from '../../updates/item-rows.ts';
import type { CodeRow } from '../code-row.ts';
import type { FactRow } from '../fact-row.ts';
import type { BulkStore, Flip, OrderRow } from './store.ts';

type Value = string | number | null;
type SqliteDatabase = Pick<SQLiteAdapter, 'client' | 'tables'>;

/** Rows to a statement: one of them holds the database for some 50 ms. */
const rowsToAStatement = 1_000;

/**
 * The bulk writes on SQLite: multi-row statements straight to the client, their rows as one parameter of JSON.
 * (With a parameter for each value, a statement of 500 rows keeps 2 MB until it is collected.) No transaction
 * spans them, as the import's state decides what is visible: the desk can write in between.
 */
export function sqliteBulkStore(database: SqliteDatabase): BulkStore {
  return {
    appendCodes: (rows: readonly CodeRow[]) => append(database, 'codes', rows),
    appendFacts: (rows: readonly FactRow[]) => append(database, 'code_facts', rows),
    appendOrders: (rows: readonly OrderRow[]) => append(database, 'edition_orders', rows),
    appendItems: (rows: readonly ItemRow[]) => append(database, 'work_items', rows, 'OR IGNORE'),
    complete: (flip) => complete(database, flip),
    sweep: async (importIds) => {
      const args = [...importIds];
      for (const table of ['codes', 'code_facts', 'edition_orders'])
        await database.client.execute({ sql: `DELETE FROM ${table} WHERE import IN (${marks(args)})`, args });
    },
  };
}

async function append(
  database: SqliteDatabase,
  name: string,
  rows: readonly object[],
  conflict: '' | 'OR IGNORE' = '',
): Promise<void> {
  const table: Table | undefined = database.tables[name];
  if (!table) throw new Error(`The database has no table "${name}".`);
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
  const values = columns.map((_, index) => `value ->> ${index}`).join(', ');
  const sql = `INSERT ${conflict} INTO "${name}" (${names}) SELECT ${values} FROM json_each(?)`;
  for (let start = 0; start < rows.length; start += rowsToAStatement) {
    const some = rows.slice(start, start + rowsToAStatement).map((row) => valuesOf(row, columns));
    await database.client.execute({ sql, args: [JSON.stringify(some)] });
  }
}

function valuesOf(row: object, columns: [field: string, column: AnyColumn][]): Value[] {
  const fields = new Map<string, unknown>(Object.entries(row));
  return columns.map(([field, column]) => {
    const value = fields.get(field) ?? column.defaultFn?.() ?? null;
    return value === null ? null : toValue(column.mapToDriverValue(value));
  });
}

function toValue(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw new TypeError(`A ${typeof value} cannot be stored in a column.`);
}

/** One batch is one transaction: the imports change in one statement, their editions with them. */
async function complete(database: SqliteDatabase, flip: Flip): Promise<void> {
  const arriving = [...flip.imports];
  const leaving = [...flip.retireImports];
  const statements = [
    {
      sql: `UPDATE imports SET state = iif(id IN (${marks(arriving)}), 'complete', 'retired') WHERE id IN (${marks([...arriving, ...leaving])})`,
      args: [...arriving, ...arriving, ...leaving] as Value[],
    },
  ];
  if (flip.edition) {
    const { id, sample } = flip.edition;
    const editions = [id, ...flip.retireEditions];
    statements.push({
      sql: `UPDATE editions SET state = CASE slug WHEN ? THEN 'held' ELSE 'retired' END, sample = CASE slug WHEN ? THEN ? ELSE sample END WHERE slug IN (${marks(editions)})`,
      args: [id, id, sample ? 1 : 0, ...editions],
    });
  }
  await database.client.batch(statements, 'write');
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
