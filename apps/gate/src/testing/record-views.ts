import { createSqliteViewLedger } from '../metering/sqlite-view-ledger.ts';
import { openSqliteDatabase } from '../storage/sqlite-database.ts';

/** A process of its own that records views as fast as it can and prints how many were recorded. */
const [file = '', visitor = '', limit = '0', attempts = '0', name = ''] = process.argv.slice(2);
const database = openSqliteDatabase(file);
const ledger = createSqliteViewLedger(database);
let recorded = 0;
for (let i = 0; i < Number(attempts); i++) {
  const page = `/${name}/${i}/`;
  const now = new Date();
  const { outcome } = await ledger.record({
    visitor,
    page,
    period: '2026-11',
    now,
    limit: Number(limit),
    pace: null,
  });
  if (outcome === 'recorded') recorded++;
}
database.close();
process.stdout.write(String(recorded));
