import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`house_words\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`word\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`house_words_word_idx\` ON \`house_words\` (\`word\`);`)
  await db.run(sql`CREATE INDEX \`house_words_updated_at_idx\` ON \`house_words\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`house_words_created_at_idx\` ON \`house_words\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`text_templates\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`code_set\` text NOT NULL,
  	\`part\` text DEFAULT 'explanation' NOT NULL,
  	\`summary\` text,
  	\`body\` text NOT NULL,
  	\`active\` integer DEFAULT true,
  	\`key\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`text_templates_key_idx\` ON \`text_templates\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`text_templates_updated_at_idx\` ON \`text_templates\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`text_templates_created_at_idx\` ON \`text_templates\` (\`created_at\`);`)
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
  await db.run(sql`CREATE TABLE \`comments\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`explanation_id\` text(36) NOT NULL,
  	\`kind\` text NOT NULL,
  	\`thread\` text,
  	\`key\` text NOT NULL,
  	\`author_id\` text(36) NOT NULL,
  	\`at\` text NOT NULL,
  	\`words\` text,
  	\`withdrawn_at\` text,
  	\`part\` text,
  	\`quote\` text,
  	\`before\` text,
  	\`after\` text,
  	\`start\` numeric,
  	\`on_revision\` numeric,
  	\`proposed\` text,
  	\`state\` text,
  	\`settled_by_id\` text(36),
  	\`settled_at\` text,
  	\`why\` text,
  	FOREIGN KEY (\`explanation_id\`) REFERENCES \`explanations\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`author_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`settled_by_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`comments_explanation_idx\` ON \`comments\` (\`explanation_id\`);`)
  await db.run(sql`CREATE INDEX \`comments_thread_idx\` ON \`comments\` (\`thread\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`comments_key_idx\` ON \`comments\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`comments_author_idx\` ON \`comments\` (\`author_id\`);`)
  await db.run(sql`CREATE INDEX \`comments_state_idx\` ON \`comments\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`comments_settled_by_idx\` ON \`comments\` (\`settled_by_id\`);`)
  await db.run(sql`CREATE TABLE \`comments_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`staff_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`comments\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`staff_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`comments_rels_order_idx\` ON \`comments_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`comments_rels_parent_idx\` ON \`comments_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`comments_rels_path_idx\` ON \`comments_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`comments_rels_staff_id_idx\` ON \`comments_rels\` (\`staff_id\`);`)
  await db.run(sql`CREATE TABLE \`notices\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`person_id\` text(36) NOT NULL,
  	\`kind\` text NOT NULL,
  	\`by\` text NOT NULL,
  	\`title\` text NOT NULL,
  	\`path\` text NOT NULL,
  	\`quote\` text,
  	\`words\` text,
  	\`at\` text NOT NULL,
  	\`mail\` text,
  	FOREIGN KEY (\`person_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`notices_person_idx\` ON \`notices\` (\`person_id\`);`)
  await db.run(sql`CREATE INDEX \`notices_at_idx\` ON \`notices\` (\`at\`);`)
  await db.run(sql`CREATE INDEX \`notices_mail_idx\` ON \`notices\` (\`mail\`);`)
  await db.run(sql`CREATE TABLE \`mails\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`to_id\` text(36) NOT NULL,
  	\`subject\` text,
  	\`state\` text NOT NULL,
  	\`notices\` numeric,
  	\`attempts\` numeric DEFAULT 0,
  	\`error\` text,
  	\`at\` text NOT NULL,
  	\`sent_at\` text,
  	FOREIGN KEY (\`to_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`mails_to_idx\` ON \`mails\` (\`to_id\`);`)
  await db.run(sql`CREATE INDEX \`mails_state_idx\` ON \`mails\` (\`state\`);`)
  await db.run(sql`ALTER TABLE \`explanations\` ADD \`covers\` text DEFAULT 'code';`)
  await db.run(sql`ALTER TABLE \`explanations\` ADD \`slots\` text;`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` ADD \`version_covers\` text DEFAULT 'code';`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` ADD \`version_slots\` text;`)
  await db.run(sql`ALTER TABLE \`approved_revisions\` ADD \`covers\` text;`)
  await db.run(sql`CREATE INDEX \`approved_revisions_covers_idx\` ON \`approved_revisions\` (\`covers\`);`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif480_url\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif480_width\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif480_height\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif480_mime_type\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif480_filesize\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif480_filename\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif960_url\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif960_width\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif960_height\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif960_mime_type\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif960_filesize\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif960_filename\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif1440_url\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif1440_width\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif1440_height\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif1440_mime_type\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif1440_filesize\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_avif1440_filename\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp480_url\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp480_width\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp480_height\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp480_mime_type\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp480_filesize\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp480_filename\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp960_url\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp960_width\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp960_height\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp960_mime_type\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp960_filesize\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp960_filename\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp1440_url\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp1440_width\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp1440_height\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp1440_mime_type\` text;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp1440_filesize\` numeric;`)
  await db.run(sql`ALTER TABLE \`media\` ADD \`sizes_webp1440_filename\` text;`)
  await db.run(sql`CREATE INDEX \`media_sizes_avif480_sizes_avif480_filename_idx\` ON \`media\` (\`sizes_avif480_filename\`);`)
  await db.run(sql`CREATE INDEX \`media_sizes_avif960_sizes_avif960_filename_idx\` ON \`media\` (\`sizes_avif960_filename\`);`)
  await db.run(sql`CREATE INDEX \`media_sizes_avif1440_sizes_avif1440_filename_idx\` ON \`media\` (\`sizes_avif1440_filename\`);`)
  await db.run(sql`CREATE INDEX \`media_sizes_webp480_sizes_webp480_filename_idx\` ON \`media\` (\`sizes_webp480_filename\`);`)
  await db.run(sql`CREATE INDEX \`media_sizes_webp960_sizes_webp960_filename_idx\` ON \`media\` (\`sizes_webp960_filename\`);`)
  await db.run(sql`CREATE INDEX \`media_sizes_webp1440_sizes_webp1440_filename_idx\` ON \`media\` (\`sizes_webp1440_filename\`);`)
  await db.run(sql`ALTER TABLE \`staff\` ADD \`mail\` integer DEFAULT true;`)
  await db.run(sql`ALTER TABLE \`payload_locked_documents_rels\` ADD \`house_words_id\` text(36) REFERENCES house_words(id);`)
  await db.run(sql`ALTER TABLE \`payload_locked_documents_rels\` ADD \`text_templates_id\` text(36) REFERENCES text_templates(id);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_house_words_id_idx\` ON \`payload_locked_documents_rels\` (\`house_words_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_text_templates_id_idx\` ON \`payload_locked_documents_rels\` (\`text_templates_id\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`house_words\`;`)
  await db.run(sql`DROP TABLE \`text_templates\`;`)
  await db.run(sql`DROP TABLE \`change_batches\`;`)
  await db.run(sql`DROP TABLE \`comments\`;`)
  await db.run(sql`DROP TABLE \`comments_rels\`;`)
  await db.run(sql`DROP TABLE \`notices\`;`)
  await db.run(sql`DROP TABLE \`mails\`;`)
  await db.run(sql`PRAGMA foreign_keys=OFF;`)
  await db.run(sql`CREATE TABLE \`__new_payload_locked_documents_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`explanations_id\` text(36),
  	\`assignment_rules_id\` text(36),
  	\`style_rules_id\` text(36),
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
  	FOREIGN KEY (\`style_rules_id\`) REFERENCES \`style_rules\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`media_id\`) REFERENCES \`media\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`code_systems_id\`) REFERENCES \`code_systems\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`replacements_id\`) REFERENCES \`replacements\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`copyright_notices_id\`) REFERENCES \`copyright_notices\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`rights_holders_id\`) REFERENCES \`rights_holders\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`releases_id\`) REFERENCES \`releases\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`staff_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_payload_locked_documents_rels\`("id", "order", "parent_id", "path", "explanations_id", "assignment_rules_id", "style_rules_id", "media_id", "code_systems_id", "replacements_id", "copyright_notices_id", "rights_holders_id", "releases_id", "staff_id") SELECT "id", "order", "parent_id", "path", "explanations_id", "assignment_rules_id", "style_rules_id", "media_id", "code_systems_id", "replacements_id", "copyright_notices_id", "rights_holders_id", "releases_id", "staff_id" FROM \`payload_locked_documents_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents_rels\`;`)
  await db.run(sql`ALTER TABLE \`__new_payload_locked_documents_rels\` RENAME TO \`payload_locked_documents_rels\`;`)
  await db.run(sql`PRAGMA foreign_keys=ON;`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_order_idx\` ON \`payload_locked_documents_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_parent_idx\` ON \`payload_locked_documents_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_path_idx\` ON \`payload_locked_documents_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_explanations_id_idx\` ON \`payload_locked_documents_rels\` (\`explanations_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_assignment_rules_id_idx\` ON \`payload_locked_documents_rels\` (\`assignment_rules_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_style_rules_id_idx\` ON \`payload_locked_documents_rels\` (\`style_rules_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_media_id_idx\` ON \`payload_locked_documents_rels\` (\`media_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_code_systems_id_idx\` ON \`payload_locked_documents_rels\` (\`code_systems_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_replacements_id_idx\` ON \`payload_locked_documents_rels\` (\`replacements_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_copyright_notices_id_idx\` ON \`payload_locked_documents_rels\` (\`copyright_notices_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_rights_holders_id_idx\` ON \`payload_locked_documents_rels\` (\`rights_holders_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_releases_id_idx\` ON \`payload_locked_documents_rels\` (\`releases_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_staff_id_idx\` ON \`payload_locked_documents_rels\` (\`staff_id\`);`)
  await db.run(sql`DROP INDEX \`approved_revisions_covers_idx\`;`)
  await db.run(sql`ALTER TABLE \`approved_revisions\` DROP COLUMN \`covers\`;`)
  await db.run(sql`DROP INDEX \`media_sizes_avif480_sizes_avif480_filename_idx\`;`)
  await db.run(sql`DROP INDEX \`media_sizes_avif960_sizes_avif960_filename_idx\`;`)
  await db.run(sql`DROP INDEX \`media_sizes_avif1440_sizes_avif1440_filename_idx\`;`)
  await db.run(sql`DROP INDEX \`media_sizes_webp480_sizes_webp480_filename_idx\`;`)
  await db.run(sql`DROP INDEX \`media_sizes_webp960_sizes_webp960_filename_idx\`;`)
  await db.run(sql`DROP INDEX \`media_sizes_webp1440_sizes_webp1440_filename_idx\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif480_url\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif480_width\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif480_height\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif480_mime_type\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif480_filesize\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif480_filename\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif960_url\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif960_width\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif960_height\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif960_mime_type\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif960_filesize\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif960_filename\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif1440_url\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif1440_width\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif1440_height\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif1440_mime_type\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif1440_filesize\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_avif1440_filename\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp480_url\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp480_width\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp480_height\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp480_mime_type\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp480_filesize\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp480_filename\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp960_url\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp960_width\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp960_height\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp960_mime_type\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp960_filesize\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp960_filename\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp1440_url\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp1440_width\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp1440_height\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp1440_mime_type\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp1440_filesize\`;`)
  await db.run(sql`ALTER TABLE \`media\` DROP COLUMN \`sizes_webp1440_filename\`;`)
  await db.run(sql`ALTER TABLE \`explanations\` DROP COLUMN \`covers\`;`)
  await db.run(sql`ALTER TABLE \`explanations\` DROP COLUMN \`slots\`;`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` DROP COLUMN \`version_covers\`;`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` DROP COLUMN \`version_slots\`;`)
  await db.run(sql`ALTER TABLE \`staff\` DROP COLUMN \`mail\`;`)
}
