import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`work_items\` ADD \`reads\` text;`)
  await db.run(sql`ALTER TABLE \`rights_holders\` ADD \`pending\` text;`)
  await db.run(sql`ALTER TABLE \`staff\` ADD \`password_by\` text;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`work_items\` DROP COLUMN \`reads\`;`)
  await db.run(sql`ALTER TABLE \`rights_holders\` DROP COLUMN \`pending\`;`)
  await db.run(sql`ALTER TABLE \`staff\` DROP COLUMN \`password_by\`;`)
}
