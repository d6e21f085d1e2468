import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`style_rules\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`kind\` text DEFAULT 'preferred' NOT NULL,
  	\`avoid\` text NOT NULL,
  	\`use\` text,
  	\`why\` text,
  	\`active\` integer DEFAULT true,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`style_rules_updated_at_idx\` ON \`style_rules\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`style_rules_created_at_idx\` ON \`style_rules\` (\`created_at\`);`)
  await db.run(sql`ALTER TABLE \`payload_locked_documents_rels\` ADD \`style_rules_id\` text(36) REFERENCES style_rules(id);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_style_rules_id_idx\` ON \`payload_locked_documents_rels\` (\`style_rules_id\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`style_rules\`;`)
  await db.run(sql`PRAGMA foreign_keys=OFF;`)
  await db.run(sql`CREATE TABLE \`__new_payload_locked_documents_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`explanations_id\` text(36),
  	\`assignment_rules_id\` text(36),
  	\`media_id\` text(36),
  	\`code_systems_id\` text(36),
  	\`replacements_id\` text(36),
  	\`copyright_notices_id\` text(36),
  	\`rights_holders_id\` text(36),
  	\`releases_id\` text(36),
  	\`staff_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_locked_documents\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`explanations_id\`) REFERENCES \`explanations\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`assignment_rules_id\`) REFERENCES \`assignment_rules\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`media_id\`) REFERENCES \`media\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`code_systems_id\`) REFERENCES \`code_systems\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`replacements_id\`) REFERENCES \`replacements\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`copyright_notices_id\`) REFERENCES \`copyright_notices\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`rights_holders_id\`) REFERENCES \`rights_holders\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`releases_id\`) REFERENCES \`releases\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`staff_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_payload_locked_documents_rels\`("id", "order", "parent_id", "path", "explanations_id", "assignment_rules_id", "media_id", "code_systems_id", "replacements_id", "copyright_notices_id", "rights_holders_id", "releases_id", "staff_id") SELECT "id", "order", "parent_id", "path", "explanations_id", "assignment_rules_id", "media_id", "code_systems_id", "replacements_id", "copyright_notices_id", "rights_holders_id", "releases_id", "staff_id" FROM \`payload_locked_documents_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents_rels\`;`)
  await db.run(sql`ALTER TABLE \`__new_payload_locked_documents_rels\` RENAME TO \`payload_locked_documents_rels\`;`)
  await db.run(sql`PRAGMA foreign_keys=ON;`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_order_idx\` ON \`payload_locked_documents_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_parent_idx\` ON \`payload_locked_documents_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_path_idx\` ON \`payload_locked_documents_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_explanations_id_idx\` ON \`payload_locked_documents_rels\` (\`explanations_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_assignment_rules_id_idx\` ON \`payload_locked_documents_rels\` (\`assignment_rules_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_media_id_idx\` ON \`payload_locked_documents_rels\` (\`media_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_code_systems_id_idx\` ON \`payload_locked_documents_rels\` (\`code_systems_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_replacements_id_idx\` ON \`payload_locked_documents_rels\` (\`replacements_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_copyright_notices_id_idx\` ON \`payload_locked_documents_rels\` (\`copyright_notices_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_rights_holders_id_idx\` ON \`payload_locked_documents_rels\` (\`rights_holders_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_releases_id_idx\` ON \`payload_locked_documents_rels\` (\`releases_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_staff_id_idx\` ON \`payload_locked_documents_rels\` (\`staff_id\`);`)
}
