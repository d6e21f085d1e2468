import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`publish_runs\` ADD \`basis\` text;`)
  await db.run(sql`ALTER TABLE \`publish_runs\` ADD \`sent\` text;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`publish_runs\` DROP COLUMN \`basis\`;`)
  await db.run(sql`ALTER TABLE \`publish_runs\` DROP COLUMN \`sent\`;`)
}
