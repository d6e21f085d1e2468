import { type ErrorReport, errorReport } from '@plaincode/content-schemas';
import type { Collection, Db } from 'mongodb';
import type { ErrorReports } from './error-reports.ts';

type ReportDocument = Omit<ErrorReport, 'id'> & { _id: string };

/** Reports on MongoDB. Two that arrive at the same moment may both take the last room: the limit is against floods. */
export function createMongoErrorReports(database: Db): ErrorReports {
  const reports: Collection<ReportDocument> = database.collection('errorReports');
  return {
    async add({ id, ...report }, most) {
      if ((await reports.countDocuments({}, { limit: most })) >= most) return false;
      await reports.insertOne({ _id: id, ...report });
      return true;
    },
    async waiting(after, most) {
      const found = await reports
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(most)
        .toArray();
      return found.map(({ _id: id, ...report }) => errorReport.parse({ id, ...report }));
    },
    async remove(ids) {
      await reports.deleteMany({ _id: { $in: [...ids] } });
    },
  };
}
