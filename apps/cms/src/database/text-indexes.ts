import type { SQLiteSchemaHook } from '@payloadcms/db-sqlite';
import { index } from '@payloadcms/db-sqlite/drizzle/sqlite-core';

/**
 * Indexes for the versions of one text, by what nearly every text's version is beside it: of two indexes of one column each
 * SQLite takes either until it knows what they tell apart. And indexes for the lists of texts, which Payload asks of their latest versions: by last change, by state and by code. The
 * first and the last also hold what the list's search looks through, so that of 100,000 texts only those found are read.
 */
export const textIndexes: SQLiteSchemaHook = ({ schema, extendTable }) => {
  const texts = schema.tables._explanations_v;
  if (!texts) throw new Error('The schema has no versions of explanations.');
  extendTable({
    table: texts,
    extraConfig: (of) => ({
      latestOfText: index('texts_versions_latest').on(of.parent, of.latest),
      statusOfText: index('texts_versions_status').on(of.parent, of.version__status),
      latestByChange: index('texts_latest_by_change').on(
        of.latest,
        of.version_updatedAt,
        of.createdAt,
        of.version_codeKey,
        of.version_plainTitle,
      ),
      latestByState: index('texts_latest_by_state').on(
        of.latest,
        of.version_state,
        of.version_updatedAt,
        of.createdAt,
      ),
      latestByCode: index('texts_latest_by_code').on(
        of.latest,
        of.version_code,
        of.createdAt,
        of.version_codeKey,
        of.version_plainTitle,
      ),
    }),
  });
  return schema;
};
