import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`code_facts\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`code\` text NOT NULL,
  	\`code_set\` text NOT NULL,
  	\`kind\` text NOT NULL,
  	\`edition\` text NOT NULL,
  	\`present\` integer,
  	\`content\` text,
  	\`key\` text NOT NULL,
  	\`edition_sequence\` numeric NOT NULL,
  	\`import\` text NOT NULL,
  	\`import_sequence\` numeric NOT NULL,
  	\`content_hash\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`code_facts_key_idx\` ON \`code_facts\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`code_facts_import_idx\` ON \`code_facts\` (\`import\`);`)
  await db.run(sql`CREATE INDEX \`codeSet_code_kind_idx\` ON \`code_facts\` (\`code_set\`,\`code\`,\`kind\`);`)
  await db.run(sql`CREATE TABLE \`replacements\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`code_set\` text NOT NULL,
  	\`former_code\` text NOT NULL,
  	\`code\` text NOT NULL,
  	\`state\` text DEFAULT 'proposed' NOT NULL,
  	\`source\` text,
  	\`key\` text,
  	\`decided_by_id\` text(36),
  	\`decided_at\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`decided_by_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`replacements_key_idx\` ON \`replacements\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`replacements_decided_by_idx\` ON \`replacements\` (\`decided_by_id\`);`)
  await db.run(sql`CREATE INDEX \`replacements_updated_at_idx\` ON \`replacements\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`replacements_created_at_idx\` ON \`replacements\` (\`created_at\`);`)
  await db.run(sql`ALTER TABLE \`code_systems\` ADD \`licence_stated_by\` text;`)
  await db.run(sql`ALTER TABLE \`code_systems\` ADD \`licence_stated_on\` text;`)
  await db.run(sql`ALTER TABLE \`imports\` ADD \`kind\` text DEFAULT 'codes' NOT NULL;`)
  await db.run(sql`ALTER TABLE \`imports\` ADD \`edition_label\` text;`)
  await db.run(sql`ALTER TABLE \`imports\` ADD \`effective\` text;`)
  await db.run(sql`ALTER TABLE \`imports\` ADD \`edition_sequence\` numeric;`)
  await db.run(sql`ALTER TABLE \`imports\` ADD \`checks\` text;`)
  await db.run(sql`CREATE INDEX \`imports_kind_idx\` ON \`imports\` (\`kind\`);`)
  await db.run(sql`ALTER TABLE \`payload_locked_documents_rels\` ADD \`replacements_id\` text(36) REFERENCES replacements(id);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_replacements_id_idx\` ON \`payload_locked_documents_rels\` (\`replacements_id\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`code_facts\`;`)
  await db.run(sql`DROP TABLE \`replacements\`;`)
  await db.run(sql`PRAGMA foreign_keys=OFF;`)
  await db.run(sql`CREATE TABLE \`__new_payload_locked_documents_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`explanations_id\` text(36),
  	\`media_id\` text(36),
  	\`code_systems_id\` text(36),
  	\`copyright_notices_id\` text(36),
  	\`rights_holders_id\` text(36),
  	\`staff_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_locked_documents\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`explanations_id\`) REFERENCES \`explanations\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`media_id\`) REFERENCES \`media\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`code_systems_id\`) REFERENCES \`code_systems\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`copyright_notices_id\`) REFERENCES \`copyright_notices\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`rights_holders_id\`) REFERENCES \`rights_holders\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`staff_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_payload_locked_documents_rels\`("id", "order", "parent_id", "path", "explanations_id", "media_id", "code_systems_id", "copyright_notices_id", "rights_holders_id", "staff_id") SELECT "id", "order", "parent_id", "path", "explanations_id", "media_id", "code_systems_id", "copyright_notices_id", "rights_holders_id", "staff_id" FROM \`payload_locked_documents_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents_rels\`;`)
  await db.run(sql`ALTER TABLE \`__new_payload_locked_documents_rels\` RENAME TO \`payload_locked_documents_rels\`;`)
  await db.run(sql`PRAGMA foreign_keys=ON;`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_order_idx\` ON \`payload_locked_documents_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_parent_idx\` ON \`payload_locked_documents_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_path_idx\` ON \`payload_locked_documents_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_explanations_id_idx\` ON \`payload_locked_documents_rels\` (\`explanations_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_media_id_idx\` ON \`payload_locked_documents_rels\` (\`media_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_code_systems_id_idx\` ON \`payload_locked_documents_rels\` (\`code_systems_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_copyright_notices_id_idx\` ON \`payload_locked_documents_rels\` (\`copyright_notices_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_rights_holders_id_idx\` ON \`payload_locked_documents_rels\` (\`rights_holders_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_staff_id_idx\` ON \`payload_locked_documents_rels\` (\`staff_id\`);`)
  await db.run(sql`DROP INDEX \`imports_kind_idx\`;`)
  await db.run(sql`ALTER TABLE \`imports\` DROP COLUMN \`kind\`;`)
  await db.run(sql`ALTER TABLE \`imports\` DROP COLUMN \`edition_label\`;`)
  await db.run(sql`ALTER TABLE \`imports\` DROP COLUMN \`effective\`;`)
  await db.run(sql`ALTER TABLE \`imports\` DROP COLUMN \`edition_sequence\`;`)
  await db.run(sql`ALTER TABLE \`imports\` DROP COLUMN \`checks\`;`)
  await db.run(sql`ALTER TABLE \`code_systems\` DROP COLUMN \`licence_stated_by\`;`)
  await db.run(sql`ALTER TABLE \`code_systems\` DROP COLUMN \`licence_stated_on\`;`)
}
