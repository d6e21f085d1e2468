import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`change_batches\` ADD \`kind\` text DEFAULT 'words';`)
  await db.run(sql`ALTER TABLE \`change_batches\` ADD \`from_notice\` text;`)
  await db.run(sql`ALTER TABLE \`change_batches\` ADD \`to_notice\` text;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`change_batches\` DROP COLUMN \`kind\`;`)
  await db.run(sql`ALTER TABLE \`change_batches\` DROP COLUMN \`from_notice\`;`)
  await db.run(sql`ALTER TABLE \`change_batches\` DROP COLUMN \`to_notice\`;`)
}
