import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`error_reports\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`report_id\` text NOT NULL,
  	\`page\` text NOT NULL,
  	\`code_key\` text,
  	\`place\` text,
  	\`words\` text NOT NULL,
  	\`note\` text,
  	\`state\` text DEFAULT 'new' NOT NULL,
  	\`assignee_id\` text(36),
  	\`explanation_id\` text(36),
  	\`email\` text,
  	\`received\` text NOT NULL,
  	\`decided_at\` text,
  	\`settled_at\` text,
  	\`decided_by_id\` text(36),
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`assignee_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`explanation_id\`) REFERENCES \`explanations\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`decided_by_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`error_reports_report_id_idx\` ON \`error_reports\` (\`report_id\`);`)
  await db.run(sql`CREATE INDEX \`error_reports_code_key_idx\` ON \`error_reports\` (\`code_key\`);`)
  await db.run(sql`CREATE INDEX \`error_reports_state_idx\` ON \`error_reports\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`error_reports_assignee_idx\` ON \`error_reports\` (\`assignee_id\`);`)
  await db.run(sql`CREATE INDEX \`error_reports_explanation_idx\` ON \`error_reports\` (\`explanation_id\`);`)
  await db.run(sql`CREATE INDEX \`error_reports_received_idx\` ON \`error_reports\` (\`received\`);`)
  await db.run(sql`CREATE INDEX \`error_reports_settled_at_idx\` ON \`error_reports\` (\`settled_at\`);`)
  await db.run(sql`CREATE INDEX \`error_reports_decided_by_idx\` ON \`error_reports\` (\`decided_by_id\`);`)
  await db.run(sql`CREATE INDEX \`error_reports_updated_at_idx\` ON \`error_reports\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`error_reports_created_at_idx\` ON \`error_reports\` (\`created_at\`);`)
  await db.run(sql`ALTER TABLE \`explanations\` ADD \`correction\` text;`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` ADD \`version_correction\` text;`)
  await db.run(sql`ALTER TABLE \`approved_revisions\` ADD \`correction\` text;`)
  await db.run(sql`CREATE INDEX \`approved_revisions_correction_idx\` ON \`approved_revisions\` (\`correction\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`error_reports\`;`)
  await db.run(sql`DROP INDEX \`approved_revisions_correction_idx\`;`)
  await db.run(sql`ALTER TABLE \`approved_revisions\` DROP COLUMN \`correction\`;`)
  await db.run(sql`ALTER TABLE \`explanations\` DROP COLUMN \`correction\`;`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` DROP COLUMN \`version_correction\`;`)
}
