import type { DatabaseSync } from 'node:sqlite';
import { errorReport } from '@plaincode/content-schemas';
import type { ErrorReports } from './error-reports.ts';

/** Reports on SQLite: room is looked for and taken in one statement. */
export function createSqliteErrorReports(database: DatabaseSync): ErrorReports {
  const add = database.prepare(`
    INSERT INTO error_reports (id, report) SELECT :id, :report
    WHERE (SELECT count(*) FROM error_reports) < :most`);
  const read = database.prepare('SELECT report FROM error_reports WHERE id > ? ORDER BY id LIMIT ?');
  const remove = database.prepare('DELETE FROM error_reports WHERE id = ?');
  return {
    async add(report, most) {
      return add.run({ id: report.id, report: JSON.stringify(report), most }).changes === 1;
    },
    async waiting(after, most) {
      return read.all(after, most).map((row) => errorReport.parse(JSON.parse(String(row.report))));
    },
    async remove(ids) {
      for (const id of ids) remove.run(id);
    },
  };
}
