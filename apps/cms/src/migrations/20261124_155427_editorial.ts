import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`work_items\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text NOT NULL,
  	\`code_set\` text NOT NULL,
  	\`edition\` text NOT NULL,
  	\`code\` text NOT NULL,
  	\`display_code\` text NOT NULL,
  	\`range\` text,
  	\`position\` numeric NOT NULL,
  	\`kind\` text NOT NULL,
  	\`kinds\` text NOT NULL,
  	\`changes\` text,
  	\`state\` text DEFAULT 'open' NOT NULL,
  	\`resolution\` text,
  	\`explained\` integer,
  	\`explanation_id\` text(36),
  	\`assignee_id\` text(36),
  	\`reviewer_id\` text(36),
  	\`due\` text,
  	\`proposed_by_id\` text(36),
  	\`settled_by_id\` text(36),
  	\`settled_at\` text,
  	\`change_hash\` text NOT NULL,
  	\`reopened\` text,
  	\`note\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`explanation_id\`) REFERENCES \`explanations\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`assignee_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`reviewer_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`proposed_by_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`settled_by_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`work_items_key_idx\` ON \`work_items\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`work_items_edition_idx\` ON \`work_items\` (\`edition\`);`)
  await db.run(sql`CREATE INDEX \`work_items_code_idx\` ON \`work_items\` (\`code\`);`)
  await db.run(sql`CREATE INDEX \`work_items_range_idx\` ON \`work_items\` (\`range\`);`)
  await db.run(sql`CREATE INDEX \`work_items_explanation_idx\` ON \`work_items\` (\`explanation_id\`);`)
  await db.run(sql`CREATE INDEX \`work_items_assignee_idx\` ON \`work_items\` (\`assignee_id\`);`)
  await db.run(sql`CREATE INDEX \`work_items_reviewer_idx\` ON \`work_items\` (\`reviewer_id\`);`)
  await db.run(sql`CREATE INDEX \`work_items_due_idx\` ON \`work_items\` (\`due\`);`)
  await db.run(sql`CREATE INDEX \`work_items_proposed_by_idx\` ON \`work_items\` (\`proposed_by_id\`);`)
  await db.run(sql`CREATE INDEX \`work_items_settled_by_idx\` ON \`work_items\` (\`settled_by_id\`);`)
  await db.run(sql`CREATE INDEX \`work_items_updated_at_idx\` ON \`work_items\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`work_items_created_at_idx\` ON \`work_items\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`edition_state_position_idx\` ON \`work_items\` (\`edition\`,\`state\`,\`position\`);`)
  await db.run(sql`CREATE INDEX \`edition_kind_position_idx\` ON \`work_items\` (\`edition\`,\`kind\`,\`position\`);`)
  await db.run(sql`CREATE INDEX \`edition_assignee_position_idx\` ON \`work_items\` (\`edition\`,\`assignee_id\`,\`position\`);`)
  await db.run(sql`CREATE TABLE \`updates\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`edition\` text NOT NULL,
  	\`code_set\` text NOT NULL,
  	\`label\` text NOT NULL,
  	\`from_edition\` text NOT NULL,
  	\`state\` text DEFAULT 'open' NOT NULL,
  	\`opened_at\` text NOT NULL,
  	\`import\` text NOT NULL,
  	\`counts\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`updates_edition_idx\` ON \`updates\` (\`edition\`);`)
  await db.run(sql`CREATE INDEX \`updates_code_set_idx\` ON \`updates\` (\`code_set\`);`)
  await db.run(sql`CREATE INDEX \`updates_updated_at_idx\` ON \`updates\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`updates_created_at_idx\` ON \`updates\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`assignment_rules\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`name\` text NOT NULL,
  	\`code_set\` text NOT NULL,
  	\`from\` text NOT NULL,
  	\`to\` text,
  	\`editor_id\` text(36),
  	\`reviewer_id\` text(36),
  	\`days\` numeric,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`editor_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`reviewer_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`assignment_rules_code_set_idx\` ON \`assignment_rules\` (\`code_set\`);`)
  await db.run(sql`CREATE INDEX \`assignment_rules_editor_idx\` ON \`assignment_rules\` (\`editor_id\`);`)
  await db.run(sql`CREATE INDEX \`assignment_rules_reviewer_idx\` ON \`assignment_rules\` (\`reviewer_id\`);`)
  await db.run(sql`CREATE INDEX \`assignment_rules_updated_at_idx\` ON \`assignment_rules\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`assignment_rules_created_at_idx\` ON \`assignment_rules\` (\`created_at\`);`)
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
  await db.run(sql`CREATE TABLE \`releases\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`kind\` text DEFAULT 'edition' NOT NULL,
  	\`code_set\` text,
  	\`edition\` text,
  	\`state\` text DEFAULT 'open' NOT NULL,
  	\`scheduled_for\` text,
  	\`pins\` text,
  	\`before\` text,
  	\`shown\` text,
  	\`order\` numeric,
  	\`key\` text,
  	\`holder\` text,
  	\`tries\` numeric DEFAULT 0,
  	\`settled\` integer DEFAULT false,
  	\`prepared_by_id\` text(36),
  	\`published_by_id\` text(36),
  	\`published_at\` text,
  	\`reverts\` text,
  	\`failure\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`prepared_by_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`published_by_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`releases_code_set_idx\` ON \`releases\` (\`code_set\`);`)
  await db.run(sql`CREATE INDEX \`releases_edition_idx\` ON \`releases\` (\`edition\`);`)
  await db.run(sql`CREATE INDEX \`releases_state_idx\` ON \`releases\` (\`state\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`releases_order_idx\` ON \`releases\` (\`order\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`releases_key_idx\` ON \`releases\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`releases_prepared_by_idx\` ON \`releases\` (\`prepared_by_id\`);`)
  await db.run(sql`CREATE INDEX \`releases_published_by_idx\` ON \`releases\` (\`published_by_id\`);`)
  await db.run(sql`CREATE INDEX \`releases_updated_at_idx\` ON \`releases\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`releases_created_at_idx\` ON \`releases\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`audit_log\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`sequence\` numeric NOT NULL,
  	\`at\` text NOT NULL,
  	\`actor\` text,
  	\`actor_name\` text NOT NULL,
  	\`action\` text NOT NULL,
  	\`subject\` text NOT NULL,
  	\`details\` text,
  	\`previous_hash\` text NOT NULL,
  	\`hash\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`audit_log_sequence_idx\` ON \`audit_log\` (\`sequence\`);`)
  await db.run(sql`CREATE INDEX \`audit_log_action_idx\` ON \`audit_log\` (\`action\`);`)
  await db.run(sql`CREATE INDEX \`audit_log_subject_idx\` ON \`audit_log\` (\`subject\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`audit_log_previous_hash_idx\` ON \`audit_log\` (\`previous_hash\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`audit_log_hash_idx\` ON \`audit_log\` (\`hash\`);`)
  await db.run(sql`CREATE TABLE \`save_claims\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text NOT NULL,
  	\`document\` text NOT NULL,
  	\`revision\` numeric NOT NULL,
  	\`at\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`save_claims_key_idx\` ON \`save_claims\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`save_claims_document_idx\` ON \`save_claims\` (\`document\`);`)
  await db.run(sql`CREATE TABLE \`payload_query_presets\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`is_shared\` integer DEFAULT false,
  	\`access_read_constraint\` text DEFAULT 'onlyMe',
  	\`access_update_constraint\` text DEFAULT 'onlyMe',
  	\`access_delete_constraint\` text DEFAULT 'onlyMe',
  	\`where\` text,
  	\`columns\` text,
  	\`group_by\` text,
  	\`related_collection\` text NOT NULL,
  	\`is_temp\` integer,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_query_presets_updated_at_idx\` ON \`payload_query_presets\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_query_presets_created_at_idx\` ON \`payload_query_presets\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_query_presets_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`staff_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_query_presets\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`staff_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_query_presets_rels_order_idx\` ON \`payload_query_presets_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_query_presets_rels_parent_idx\` ON \`payload_query_presets_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_query_presets_rels_path_idx\` ON \`payload_query_presets_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_query_presets_rels_staff_id_idx\` ON \`payload_query_presets_rels\` (\`staff_id\`);`)
  await db.run(sql`DROP INDEX \`explanations_code_key_idx\`;`)
  await db.run(sql`ALTER TABLE \`explanations\` ADD \`line_key\` text;`)
  await db.run(sql`ALTER TABLE \`explanations\` ADD \`based_on\` text;`)
  await db.run(sql`ALTER TABLE \`explanations\` ADD \`to_merge\` text;`)
  await db.run(sql`ALTER TABLE \`explanations\` ADD \`approved_revision\` text;`)
  await db.run(sql`ALTER TABLE \`explanations\` ADD \`revision\` numeric DEFAULT 0;`)
  await db.run(sql`ALTER TABLE \`explanations\` ADD \`text_revision\` numeric DEFAULT 0;`)
  await db.run(sql`ALTER TABLE \`explanations\` ADD \`last_editor_id\` text(36) REFERENCES staff(id);`)
  await db.run(sql`UPDATE \`explanations\` SET \`line_key\` = \`code_key\` || '@' || \`applies_from\` WHERE \`code_key\` <> '' AND \`applies_from\` <> '';`)
  await db.run(sql`CREATE UNIQUE INDEX \`explanations_line_key_idx\` ON \`explanations\` (\`line_key\`);`)
  await db.run(sql`CREATE INDEX \`explanations_to_merge_idx\` ON \`explanations\` (\`to_merge\`);`)
  await db.run(sql`CREATE INDEX \`explanations_last_editor_idx\` ON \`explanations\` (\`last_editor_id\`);`)
  await db.run(sql`CREATE INDEX \`explanations_code_key_idx\` ON \`explanations\` (\`code_key\`);`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` ADD \`version_line_key\` text;`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` ADD \`version_based_on\` text;`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` ADD \`version_to_merge\` text;`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` ADD \`version_approved_revision\` text;`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` ADD \`version_revision\` numeric DEFAULT 0;`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` ADD \`version_text_revision\` numeric DEFAULT 0;`)
  await db.run(sql`ALTER TABLE \`_explanations_v\` ADD \`version_last_editor_id\` text(36) REFERENCES staff(id);`)
  await db.run(sql`UPDATE \`_explanations_v\` SET \`version_line_key\` = \`version_code_key\` || '@' || \`version_applies_from\` WHERE \`version_code_key\` <> '' AND \`version_applies_from\` <> '';`)
  await db.run(sql`CREATE INDEX \`_explanations_v_version_version_line_key_idx\` ON \`_explanations_v\` (\`version_line_key\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_version_version_to_merge_idx\` ON \`_explanations_v\` (\`version_to_merge\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_version_version_last_editor_idx\` ON \`_explanations_v\` (\`version_last_editor_id\`);`)
  await db.run(sql`ALTER TABLE \`approved_revisions\` ADD \`editor_state\` text;`)
  await db.run(sql`ALTER TABLE \`approved_revisions\` ADD \`official_hash\` text;`)
  await db.run(sql`ALTER TABLE \`publish_runs\` ADD \`release_id\` text(36) REFERENCES releases(id);`)
  await db.run(sql`CREATE INDEX \`publish_runs_release_idx\` ON \`publish_runs\` (\`release_id\`);`)
  await db.run(sql`ALTER TABLE \`payload_locked_documents_rels\` ADD \`assignment_rules_id\` text(36) REFERENCES assignment_rules(id);`)
  await db.run(sql`ALTER TABLE \`payload_locked_documents_rels\` ADD \`style_rules_id\` text(36) REFERENCES style_rules(id);`)
  await db.run(sql`ALTER TABLE \`payload_locked_documents_rels\` ADD \`releases_id\` text(36) REFERENCES releases(id);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_assignment_rules_id_idx\` ON \`payload_locked_documents_rels\` (\`assignment_rules_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_style_rules_id_idx\` ON \`payload_locked_documents_rels\` (\`style_rules_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_releases_id_idx\` ON \`payload_locked_documents_rels\` (\`releases_id\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`work_items\`;`)
  await db.run(sql`DROP TABLE \`updates\`;`)
  await db.run(sql`DROP TABLE \`assignment_rules\`;`)
  await db.run(sql`DROP TABLE \`style_rules\`;`)
  await db.run(sql`DROP TABLE \`releases\`;`)
  await db.run(sql`DROP TABLE \`audit_log\`;`)
  await db.run(sql`DROP TABLE \`save_claims\`;`)
  await db.run(sql`DROP TABLE \`payload_query_presets\`;`)
  await db.run(sql`DROP TABLE \`payload_query_presets_rels\`;`)
  await db.run(sql`PRAGMA foreign_keys=OFF;`)
  await db.run(sql`CREATE TABLE \`__new_explanations\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`code_set\` text,
  	\`code\` text,
  	\`plain_title\` text,
  	\`body\` text,
  	\`sections_guidelines_summary\` text,
  	\`sections_guidelines_tier\` text,
  	\`sections_guidelines_body\` text,
  	\`sections_modifiers_summary\` text,
  	\`sections_modifiers_tier\` text,
  	\`sections_modifiers_body\` text,
  	\`sections_crosswalks_summary\` text,
  	\`sections_crosswalks_tier\` text,
  	\`sections_crosswalks_body\` text,
  	\`sections_ncci_edits_summary\` text,
  	\`sections_ncci_edits_tier\` text,
  	\`sections_ncci_edits_body\` text,
  	\`sections_compliance_summary\` text,
  	\`sections_compliance_tier\` text,
  	\`sections_compliance_body\` text,
  	\`sections_medicare_coverage_summary\` text,
  	\`sections_medicare_coverage_tier\` text,
  	\`sections_medicare_coverage_body\` text,
  	\`notice_id\` text(36),
  	\`applies_from\` text,
  	\`state\` text DEFAULT 'draft',
  	\`review_note\` text,
  	\`approved_by_id\` text(36),
  	\`approved_at\` text,
  	\`code_key\` text,
  	\`content_hash\` text,
  	\`approved_hash\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`_status\` text DEFAULT 'draft',
  	FOREIGN KEY (\`notice_id\`) REFERENCES \`copyright_notices\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`approved_by_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_explanations\`("id", "code_set", "code", "plain_title", "body", "sections_guidelines_summary", "sections_guidelines_tier", "sections_guidelines_body", "sections_modifiers_summary", "sections_modifiers_tier", "sections_modifiers_body", "sections_crosswalks_summary", "sections_crosswalks_tier", "sections_crosswalks_body", "sections_ncci_edits_summary", "sections_ncci_edits_tier", "sections_ncci_edits_body", "sections_compliance_summary", "sections_compliance_tier", "sections_compliance_body", "sections_medicare_coverage_summary", "sections_medicare_coverage_tier", "sections_medicare_coverage_body", "notice_id", "applies_from", "state", "review_note", "approved_by_id", "approved_at", "code_key", "content_hash", "approved_hash", "updated_at", "created_at", "_status") SELECT "id", "code_set", "code", "plain_title", "body", "sections_guidelines_summary", "sections_guidelines_tier", "sections_guidelines_body", "sections_modifiers_summary", "sections_modifiers_tier", "sections_modifiers_body", "sections_crosswalks_summary", "sections_crosswalks_tier", "sections_crosswalks_body", "sections_ncci_edits_summary", "sections_ncci_edits_tier", "sections_ncci_edits_body", "sections_compliance_summary", "sections_compliance_tier", "sections_compliance_body", "sections_medicare_coverage_summary", "sections_medicare_coverage_tier", "sections_medicare_coverage_body", "notice_id", "applies_from", "state", "review_note", "approved_by_id", "approved_at", "code_key", "content_hash", "approved_hash", "updated_at", "created_at", "_status" FROM \`explanations\`;`)
  await db.run(sql`DROP TABLE \`explanations\`;`)
  await db.run(sql`ALTER TABLE \`__new_explanations\` RENAME TO \`explanations\`;`)
  await db.run(sql`PRAGMA foreign_keys=ON;`)
  await db.run(sql`CREATE INDEX \`explanations_notice_idx\` ON \`explanations\` (\`notice_id\`);`)
  await db.run(sql`CREATE INDEX \`explanations_state_idx\` ON \`explanations\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`explanations_approved_by_idx\` ON \`explanations\` (\`approved_by_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`explanations_code_key_idx\` ON \`explanations\` (\`code_key\`);`)
  await db.run(sql`CREATE INDEX \`explanations_updated_at_idx\` ON \`explanations\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`explanations_created_at_idx\` ON \`explanations\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`explanations__status_idx\` ON \`explanations\` (\`_status\`);`)
  await db.run(sql`CREATE TABLE \`__new__explanations_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text(36),
  	\`version_code_set\` text,
  	\`version_code\` text,
  	\`version_plain_title\` text,
  	\`version_body\` text,
  	\`version_sections_guidelines_summary\` text,
  	\`version_sections_guidelines_tier\` text,
  	\`version_sections_guidelines_body\` text,
  	\`version_sections_modifiers_summary\` text,
  	\`version_sections_modifiers_tier\` text,
  	\`version_sections_modifiers_body\` text,
  	\`version_sections_crosswalks_summary\` text,
  	\`version_sections_crosswalks_tier\` text,
  	\`version_sections_crosswalks_body\` text,
  	\`version_sections_ncci_edits_summary\` text,
  	\`version_sections_ncci_edits_tier\` text,
  	\`version_sections_ncci_edits_body\` text,
  	\`version_sections_compliance_summary\` text,
  	\`version_sections_compliance_tier\` text,
  	\`version_sections_compliance_body\` text,
  	\`version_sections_medicare_coverage_summary\` text,
  	\`version_sections_medicare_coverage_tier\` text,
  	\`version_sections_medicare_coverage_body\` text,
  	\`version_notice_id\` text(36),
  	\`version_applies_from\` text,
  	\`version_state\` text DEFAULT 'draft',
  	\`version_review_note\` text,
  	\`version_approved_by_id\` text(36),
  	\`version_approved_at\` text,
  	\`version_code_key\` text,
  	\`version_content_hash\` text,
  	\`version_approved_hash\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`version__status\` text DEFAULT 'draft',
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`latest\` integer,
  	\`autosave\` integer,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`explanations\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_notice_id\`) REFERENCES \`copyright_notices\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_approved_by_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new__explanations_v\`("id", "parent_id", "version_code_set", "version_code", "version_plain_title", "version_body", "version_sections_guidelines_summary", "version_sections_guidelines_tier", "version_sections_guidelines_body", "version_sections_modifiers_summary", "version_sections_modifiers_tier", "version_sections_modifiers_body", "version_sections_crosswalks_summary", "version_sections_crosswalks_tier", "version_sections_crosswalks_body", "version_sections_ncci_edits_summary", "version_sections_ncci_edits_tier", "version_sections_ncci_edits_body", "version_sections_compliance_summary", "version_sections_compliance_tier", "version_sections_compliance_body", "version_sections_medicare_coverage_summary", "version_sections_medicare_coverage_tier", "version_sections_medicare_coverage_body", "version_notice_id", "version_applies_from", "version_state", "version_review_note", "version_approved_by_id", "version_approved_at", "version_code_key", "version_content_hash", "version_approved_hash", "version_updated_at", "version_created_at", "version__status", "created_at", "updated_at", "latest", "autosave") SELECT "id", "parent_id", "version_code_set", "version_code", "version_plain_title", "version_body", "version_sections_guidelines_summary", "version_sections_guidelines_tier", "version_sections_guidelines_body", "version_sections_modifiers_summary", "version_sections_modifiers_tier", "version_sections_modifiers_body", "version_sections_crosswalks_summary", "version_sections_crosswalks_tier", "version_sections_crosswalks_body", "version_sections_ncci_edits_summary", "version_sections_ncci_edits_tier", "version_sections_ncci_edits_body", "version_sections_compliance_summary", "version_sections_compliance_tier", "version_sections_compliance_body", "version_sections_medicare_coverage_summary", "version_sections_medicare_coverage_tier", "version_sections_medicare_coverage_body", "version_notice_id", "version_applies_from", "version_state", "version_review_note", "version_approved_by_id", "version_approved_at", "version_code_key", "version_content_hash", "version_approved_hash", "version_updated_at", "version_created_at", "version__status", "created_at", "updated_at", "latest", "autosave" FROM \`_explanations_v\`;`)
  await db.run(sql`DROP TABLE \`_explanations_v\`;`)
  await db.run(sql`ALTER TABLE \`__new__explanations_v\` RENAME TO \`_explanations_v\`;`)
  await db.run(sql`CREATE INDEX \`_explanations_v_parent_idx\` ON \`_explanations_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_version_version_notice_idx\` ON \`_explanations_v\` (\`version_notice_id\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_version_version_state_idx\` ON \`_explanations_v\` (\`version_state\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_version_version_approved_by_idx\` ON \`_explanations_v\` (\`version_approved_by_id\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_version_version_code_key_idx\` ON \`_explanations_v\` (\`version_code_key\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_version_version_updated_at_idx\` ON \`_explanations_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_version_version_created_at_idx\` ON \`_explanations_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_version_version__status_idx\` ON \`_explanations_v\` (\`version__status\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_created_at_idx\` ON \`_explanations_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_updated_at_idx\` ON \`_explanations_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_latest_idx\` ON \`_explanations_v\` (\`latest\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_autosave_idx\` ON \`_explanations_v\` (\`autosave\`);`)
  await db.run(sql`CREATE TABLE \`__new_publish_runs\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`reason\` text NOT NULL,
  	\`state\` text NOT NULL,
  	\`requested_by_id\` text(36),
  	\`started_at\` text,
  	\`finished_at\` text,
  	\`failure\` text,
  	\`report\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`requested_by_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`INSERT INTO \`__new_publish_runs\`("id", "reason", "state", "requested_by_id", "started_at", "finished_at", "failure", "report", "updated_at", "created_at") SELECT "id", "reason", "state", "requested_by_id", "started_at", "finished_at", "failure", "report", "updated_at", "created_at" FROM \`publish_runs\`;`)
  await db.run(sql`DROP TABLE \`publish_runs\`;`)
  await db.run(sql`ALTER TABLE \`__new_publish_runs\` RENAME TO \`publish_runs\`;`)
  await db.run(sql`CREATE INDEX \`publish_runs_state_idx\` ON \`publish_runs\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`publish_runs_requested_by_idx\` ON \`publish_runs\` (\`requested_by_id\`);`)
  await db.run(sql`CREATE INDEX \`publish_runs_updated_at_idx\` ON \`publish_runs\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`publish_runs_created_at_idx\` ON \`publish_runs\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`__new_payload_locked_documents_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`explanations_id\` text(36),
  	\`media_id\` text(36),
  	\`code_systems_id\` text(36),
  	\`replacements_id\` text(36),
  	\`copyright_notices_id\` text(36),
  	\`rights_holders_id\` text(36),
  	\`staff_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_locked_documents\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`explanations_id\`) REFERENCES \`explanations\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`media_id\`) REFERENCES \`media\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`code_systems_id\`) REFERENCES \`code_systems\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`replacements_id\`) REFERENCES \`replacements\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`copyright_notices_id\`) REFERENCES \`copyright_notices\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`rights_holders_id\`) REFERENCES \`rights_holders\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`staff_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`INSERT INTO \`__new_payload_locked_documents_rels\`("id", "order", "parent_id", "path", "explanations_id", "media_id", "code_systems_id", "replacements_id", "copyright_notices_id", "rights_holders_id", "staff_id") SELECT "id", "order", "parent_id", "path", "explanations_id", "media_id", "code_systems_id", "replacements_id", "copyright_notices_id", "rights_holders_id", "staff_id" FROM \`payload_locked_documents_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents_rels\`;`)
  await db.run(sql`ALTER TABLE \`__new_payload_locked_documents_rels\` RENAME TO \`payload_locked_documents_rels\`;`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_order_idx\` ON \`payload_locked_documents_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_parent_idx\` ON \`payload_locked_documents_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_path_idx\` ON \`payload_locked_documents_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_explanations_id_idx\` ON \`payload_locked_documents_rels\` (\`explanations_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_media_id_idx\` ON \`payload_locked_documents_rels\` (\`media_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_code_systems_id_idx\` ON \`payload_locked_documents_rels\` (\`code_systems_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_replacements_id_idx\` ON \`payload_locked_documents_rels\` (\`replacements_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_copyright_notices_id_idx\` ON \`payload_locked_documents_rels\` (\`copyright_notices_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_rights_holders_id_idx\` ON \`payload_locked_documents_rels\` (\`rights_holders_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_staff_id_idx\` ON \`payload_locked_documents_rels\` (\`staff_id\`);`)
  await db.run(sql`ALTER TABLE \`approved_revisions\` DROP COLUMN \`editor_state\`;`)
  await db.run(sql`ALTER TABLE \`approved_revisions\` DROP COLUMN \`official_hash\`;`)
}
