import type { sqliteAdapter } from '@payloadcms/db-sqlite';
import { index } from '@payloadcms/db-sqlite/drizzle/sqlite-core';

type SchemaHook = NonNullable<NonNullable<Parameters<typeof sqliteAdapter>[0]>['afterSchemaInit']>[number];

/**
 * Indexes for the lists of texts, which Payload asks of their latest versions: by last change, by state and by code. The
 * first and the last also hold what the list's search looks through, so that of 100,000 texts only those found are read.
 */
export const textIndexes: SchemaHook = ({ schema, extendTable }) => {
  const texts = schema.tables._explanations_v;
  if (!texts) throw new Error('The schema has no versions of explanations.');
  extendTable({
    table: texts,
    extraConfig: (of) => ({
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
