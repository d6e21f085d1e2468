import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE INDEX \`texts_versions_latest\` ON \`_explanations_v\` (\`parent_id\`,\`latest\`);`)
  await db.run(sql`CREATE INDEX \`texts_versions_status\` ON \`_explanations_v\` (\`parent_id\`,\`version__status\`);`)
  await db.run(sql`CREATE INDEX \`texts_latest_by_change\` ON \`_explanations_v\` (\`latest\`,\`version_updated_at\`,\`created_at\`,\`version_code_key\`,\`version_plain_title\`);`)
  await db.run(sql`CREATE INDEX \`texts_latest_by_state\` ON \`_explanations_v\` (\`latest\`,\`version_state\`,\`version_updated_at\`,\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`texts_latest_by_code\` ON \`_explanations_v\` (\`latest\`,\`version_code\`,\`created_at\`,\`version_code_key\`,\`version_plain_title\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`texts_versions_latest\`;`)
  await db.run(sql`DROP INDEX \`texts_versions_status\`;`)
  await db.run(sql`DROP INDEX \`texts_latest_by_change\`;`)
  await db.run(sql`DROP INDEX \`texts_latest_by_state\`;`)
  await db.run(sql`DROP INDEX \`texts_latest_by_code\`;`)
}
