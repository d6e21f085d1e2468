import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`change_batches\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`find\` text NOT NULL,
  	\`replace_with\` text,
  	\`whole_word\` integer DEFAULT false,
  	\`match_case\` integer DEFAULT false,
  	\`author\` text NOT NULL,
  	\`author_name\` text NOT NULL,
  	\`state\` text DEFAULT 'in-review' NOT NULL,
  	\`approved_by_name\` text,
  	\`texts\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`change_batches_updated_at_idx\` ON \`change_batches\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`change_batches_created_at_idx\` ON \`change_batches\` (\`created_at\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`change_batches\`;`)
}
