import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`code_systems\` ADD \`pending\` text;`)
  await db.run(sql`ALTER TABLE \`copyright_notices\` ADD \`pending\` text;`)
  await db.run(sql`ALTER TABLE \`copyright_notices\` ADD \`active\` integer DEFAULT true;`)
  await db.run(sql`ALTER TABLE \`staff\` ADD \`pending\` text;`)
  await db.run(sql`ALTER TABLE \`access_plan\` ADD \`pending\` text;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`code_systems\` DROP COLUMN \`pending\`;`)
  await db.run(sql`ALTER TABLE \`copyright_notices\` DROP COLUMN \`pending\`;`)
  await db.run(sql`ALTER TABLE \`copyright_notices\` DROP COLUMN \`active\`;`)
  await db.run(sql`ALTER TABLE \`staff\` DROP COLUMN \`pending\`;`)
  await db.run(sql`ALTER TABLE \`access_plan\` DROP COLUMN \`pending\`;`)
}
