import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`explanations\` (
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
  await db.run(sql`CREATE INDEX \`explanations_notice_idx\` ON \`explanations\` (\`notice_id\`);`)
  await db.run(sql`CREATE INDEX \`explanations_state_idx\` ON \`explanations\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`explanations_approved_by_idx\` ON \`explanations\` (\`approved_by_id\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`explanations_code_key_idx\` ON \`explanations\` (\`code_key\`);`)
  await db.run(sql`CREATE INDEX \`explanations_updated_at_idx\` ON \`explanations\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`explanations_created_at_idx\` ON \`explanations\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`explanations__status_idx\` ON \`explanations\` (\`_status\`);`)
  await db.run(sql`CREATE TABLE \`explanations_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`staff_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`explanations\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`staff_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`explanations_rels_order_idx\` ON \`explanations_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`explanations_rels_parent_idx\` ON \`explanations_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`explanations_rels_path_idx\` ON \`explanations_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`explanations_rels_staff_id_idx\` ON \`explanations_rels\` (\`staff_id\`);`)
  await db.run(sql`CREATE TABLE \`_explanations_v\` (
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
  await db.run(sql`CREATE TABLE \`_explanations_v_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`staff_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_explanations_v\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`staff_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_explanations_v_rels_order_idx\` ON \`_explanations_v_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_rels_parent_idx\` ON \`_explanations_v_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_rels_path_idx\` ON \`_explanations_v_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`_explanations_v_rels_staff_id_idx\` ON \`_explanations_v_rels\` (\`staff_id\`);`)
  await db.run(sql`CREATE TABLE \`approved_revisions\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`code_key\` text NOT NULL,
  	\`explanation_id\` text(36) NOT NULL,
  	\`hash\` text NOT NULL,
  	\`edition\` text NOT NULL,
  	\`content\` text NOT NULL,
  	\`approved_by_id\` text(36) NOT NULL,
  	\`approved_at\` text NOT NULL,
  	\`reviewed\` text NOT NULL,
  	FOREIGN KEY (\`explanation_id\`) REFERENCES \`explanations\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`approved_by_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`approved_revisions_explanation_idx\` ON \`approved_revisions\` (\`explanation_id\`);`)
  await db.run(sql`CREATE INDEX \`approved_revisions_approved_by_idx\` ON \`approved_revisions\` (\`approved_by_id\`);`)
  await db.run(sql`CREATE INDEX \`codeKey_approvedAt_idx\` ON \`approved_revisions\` (\`code_key\`,\`approved_at\`);`)
  await db.run(sql`CREATE TABLE \`media\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`alt\` text NOT NULL,
  	\`credit\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`url\` text,
  	\`thumbnail_u_r_l\` text,
  	\`filename\` text,
  	\`mime_type\` text,
  	\`filesize\` numeric,
  	\`width\` numeric,
  	\`height\` numeric,
  	\`focal_x\` numeric,
  	\`focal_y\` numeric,
  	\`sizes_thumbnail_url\` text,
  	\`sizes_thumbnail_width\` numeric,
  	\`sizes_thumbnail_height\` numeric,
  	\`sizes_thumbnail_mime_type\` text,
  	\`sizes_thumbnail_filesize\` numeric,
  	\`sizes_thumbnail_filename\` text,
  	\`sizes_page_url\` text,
  	\`sizes_page_width\` numeric,
  	\`sizes_page_height\` numeric,
  	\`sizes_page_mime_type\` text,
  	\`sizes_page_filesize\` numeric,
  	\`sizes_page_filename\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`media_updated_at_idx\` ON \`media\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`media_created_at_idx\` ON \`media\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`media_filename_idx\` ON \`media\` (\`filename\`);`)
  await db.run(sql`CREATE INDEX \`media_sizes_thumbnail_sizes_thumbnail_filename_idx\` ON \`media\` (\`sizes_thumbnail_filename\`);`)
  await db.run(sql`CREATE INDEX \`media_sizes_page_sizes_page_filename_idx\` ON \`media\` (\`sizes_page_filename\`);`)
  await db.run(sql`CREATE TABLE \`code_systems\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`slug\` text NOT NULL,
  	\`name\` text NOT NULL,
  	\`short_name\` text NOT NULL,
  	\`rights_holder_id\` text(36) NOT NULL,
  	\`description\` text,
  	\`licensed\` integer DEFAULT false,
  	\`licence_holder\` text,
  	\`licence_number\` text,
  	\`licence_valid_from\` text,
  	\`licence_valid_to\` text,
  	\`descriptor_tier\` text DEFAULT 'open' NOT NULL,
  	\`explanation_tier\` text DEFAULT 'metered' NOT NULL,
  	\`section_tiers_guidelines\` text DEFAULT 'registered' NOT NULL,
  	\`section_tiers_modifiers\` text DEFAULT 'registered' NOT NULL,
  	\`section_tiers_crosswalks\` text DEFAULT 'registered' NOT NULL,
  	\`section_tiers_ncci_edits\` text DEFAULT 'registered' NOT NULL,
  	\`section_tiers_compliance\` text DEFAULT 'registered' NOT NULL,
  	\`section_tiers_medicare_coverage\` text DEFAULT 'registered' NOT NULL,
  	\`file_format\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`rights_holder_id\`) REFERENCES \`rights_holders\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`code_systems_slug_idx\` ON \`code_systems\` (\`slug\`);`)
  await db.run(sql`CREATE INDEX \`code_systems_rights_holder_idx\` ON \`code_systems\` (\`rights_holder_id\`);`)
  await db.run(sql`CREATE INDEX \`code_systems_updated_at_idx\` ON \`code_systems\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`code_systems_created_at_idx\` ON \`code_systems\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`editions\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`slug\` text NOT NULL,
  	\`code_set\` text NOT NULL,
  	\`label\` text NOT NULL,
  	\`kind\` text NOT NULL,
  	\`published\` text,
  	\`effective\` text NOT NULL,
  	\`sequence\` numeric NOT NULL,
  	\`state\` text NOT NULL,
  	\`sample\` integer DEFAULT false
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`editions_slug_idx\` ON \`editions\` (\`slug\`);`)
  await db.run(sql`CREATE INDEX \`codeSet_sequence_idx\` ON \`editions\` (\`code_set\`,\`sequence\`);`)
  await db.run(sql`CREATE TABLE \`codes\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text NOT NULL,
  	\`display_code\` text NOT NULL,
  	\`code\` text NOT NULL,
  	\`code_set\` text NOT NULL,
  	\`code_type\` text NOT NULL,
  	\`long_descriptor\` text,
  	\`medium_descriptor\` text,
  	\`short_descriptor\` text,
  	\`billable\` integer,
  	\`present\` integer,
  	\`parent\` text,
  	\`edition\` text NOT NULL,
  	\`edition_sequence\` numeric NOT NULL,
  	\`import\` text NOT NULL,
  	\`import_sequence\` numeric NOT NULL,
  	\`dates\` text,
  	\`indicators\` text,
  	\`content_hash\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`codes_key_idx\` ON \`codes\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`codes_code_idx\` ON \`codes\` (\`code\`);`)
  await db.run(sql`CREATE INDEX \`codeSet_code_editionSequence_importSequence_idx\` ON \`codes\` (\`code_set\`,\`code\`,\`edition_sequence\`,\`import_sequence\`);`)
  await db.run(sql`CREATE TABLE \`imports\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`code_set\` text NOT NULL,
  	\`edition\` text NOT NULL,
  	\`file_name\` text NOT NULL,
  	\`member\` text,
  	\`sha256\` text NOT NULL,
  	\`size_bytes\` numeric NOT NULL,
  	\`state\` text NOT NULL,
  	\`started_at\` text NOT NULL,
  	\`finished_at\` text,
  	\`counts\` text,
  	\`sequence\` numeric NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`imports_code_set_idx\` ON \`imports\` (\`code_set\`);`)
  await db.run(sql`CREATE INDEX \`imports_edition_idx\` ON \`imports\` (\`edition\`);`)
  await db.run(sql`CREATE INDEX \`imports_state_idx\` ON \`imports\` (\`state\`);`)
  await db.run(sql`CREATE TABLE \`edition_orders\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`import\` text NOT NULL,
  	\`code_set\` text NOT NULL,
  	\`edition\` text NOT NULL,
  	\`chunk\` numeric NOT NULL,
  	\`codes\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`import_chunk_idx\` ON \`edition_orders\` (\`import\`,\`chunk\`);`)
  await db.run(sql`CREATE TABLE \`copyright_notices_uses\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`copyright_notices\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`copyright_notices_uses_order_idx\` ON \`copyright_notices_uses\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`copyright_notices_uses_parent_idx\` ON \`copyright_notices_uses\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`copyright_notices\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`slug\` text NOT NULL,
  	\`rights_holder_id\` text(36) NOT NULL,
  	\`edition\` text,
  	\`text\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`rights_holder_id\`) REFERENCES \`rights_holders\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`copyright_notices_slug_idx\` ON \`copyright_notices\` (\`slug\`);`)
  await db.run(sql`CREATE INDEX \`copyright_notices_rights_holder_idx\` ON \`copyright_notices\` (\`rights_holder_id\`);`)
  await db.run(sql`CREATE INDEX \`copyright_notices_edition_idx\` ON \`copyright_notices\` (\`edition\`);`)
  await db.run(sql`CREATE INDEX \`copyright_notices_updated_at_idx\` ON \`copyright_notices\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`copyright_notices_created_at_idx\` ON \`copyright_notices\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`rights_holders\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`slug\` text NOT NULL,
  	\`name\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`rights_holders_slug_idx\` ON \`rights_holders\` (\`slug\`);`)
  await db.run(sql`CREATE INDEX \`rights_holders_updated_at_idx\` ON \`rights_holders\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`rights_holders_created_at_idx\` ON \`rights_holders\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`publish_runs\` (
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
  await db.run(sql`CREATE INDEX \`publish_runs_state_idx\` ON \`publish_runs\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`publish_runs_requested_by_idx\` ON \`publish_runs\` (\`requested_by_id\`);`)
  await db.run(sql`CREATE INDEX \`publish_runs_updated_at_idx\` ON \`publish_runs\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`publish_runs_created_at_idx\` ON \`publish_runs\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`staff_sessions\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`created_at\` text,
  	\`expires_at\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`staff_sessions_order_idx\` ON \`staff_sessions\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`staff_sessions_parent_id_idx\` ON \`staff_sessions\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`staff\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`name\` text NOT NULL,
  	\`role\` text DEFAULT 'editor' NOT NULL,
  	\`active\` integer DEFAULT true,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`email\` text NOT NULL,
  	\`reset_password_token\` text,
  	\`reset_password_expiration\` text,
  	\`salt\` text,
  	\`hash\` text,
  	\`reset_password_requested_at\` text,
  	\`login_attempts\` numeric DEFAULT 0,
  	\`lock_until\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`staff_updated_at_idx\` ON \`staff\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`staff_created_at_idx\` ON \`staff\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`staff_email_idx\` ON \`staff\` (\`email\`);`)
  await db.run(sql`CREATE TABLE \`payload_kv\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text NOT NULL,
  	\`data\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`payload_kv_key_idx\` ON \`payload_kv\` (\`key\`);`)
  await db.run(sql`CREATE TABLE \`payload_jobs_log\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`executed_at\` text NOT NULL,
  	\`completed_at\` text NOT NULL,
  	\`task_slug\` text NOT NULL,
  	\`task_i_d\` text NOT NULL,
  	\`input\` text,
  	\`output\` text,
  	\`state\` text NOT NULL,
  	\`error\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`payload_jobs\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_jobs_log_order_idx\` ON \`payload_jobs_log\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_log_parent_id_idx\` ON \`payload_jobs_log\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`payload_jobs\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`input\` text,
  	\`completed_at\` text,
  	\`total_tried\` numeric DEFAULT 0,
  	\`has_error\` integer DEFAULT false,
  	\`error\` text,
  	\`task_slug\` text,
  	\`queue\` text DEFAULT 'default',
  	\`wait_until\` text,
  	\`processing\` integer DEFAULT false,
  	\`concurrency_key\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_jobs_completed_at_idx\` ON \`payload_jobs\` (\`completed_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_total_tried_idx\` ON \`payload_jobs\` (\`total_tried\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_has_error_idx\` ON \`payload_jobs\` (\`has_error\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_task_slug_idx\` ON \`payload_jobs\` (\`task_slug\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_queue_idx\` ON \`payload_jobs\` (\`queue\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_wait_until_idx\` ON \`payload_jobs\` (\`wait_until\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_processing_idx\` ON \`payload_jobs\` (\`processing\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_concurrency_key_idx\` ON \`payload_jobs\` (\`concurrency_key\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_updated_at_idx\` ON \`payload_jobs\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_created_at_idx\` ON \`payload_jobs\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_locked_documents\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`global_slug\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_global_slug_idx\` ON \`payload_locked_documents\` (\`global_slug\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_updated_at_idx\` ON \`payload_locked_documents\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_created_at_idx\` ON \`payload_locked_documents\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_locked_documents_rels\` (
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
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_order_idx\` ON \`payload_locked_documents_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_parent_idx\` ON \`payload_locked_documents_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_path_idx\` ON \`payload_locked_documents_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_explanations_id_idx\` ON \`payload_locked_documents_rels\` (\`explanations_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_media_id_idx\` ON \`payload_locked_documents_rels\` (\`media_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_code_systems_id_idx\` ON \`payload_locked_documents_rels\` (\`code_systems_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_copyright_notices_id_idx\` ON \`payload_locked_documents_rels\` (\`copyright_notices_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_rights_holders_id_idx\` ON \`payload_locked_documents_rels\` (\`rights_holders_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_staff_id_idx\` ON \`payload_locked_documents_rels\` (\`staff_id\`);`)
  await db.run(sql`CREATE TABLE \`payload_preferences\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`value\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_preferences_key_idx\` ON \`payload_preferences\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_updated_at_idx\` ON \`payload_preferences\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_created_at_idx\` ON \`payload_preferences\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_preferences_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`staff_id\` text(36),
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_preferences\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`staff_id\`) REFERENCES \`staff\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_order_idx\` ON \`payload_preferences_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_parent_idx\` ON \`payload_preferences_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_path_idx\` ON \`payload_preferences_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_staff_id_idx\` ON \`payload_preferences_rels\` (\`staff_id\`);`)
  await db.run(sql`CREATE TABLE \`payload_migrations\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`name\` text,
  	\`batch\` numeric,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_migrations_updated_at_idx\` ON \`payload_migrations\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_migrations_created_at_idx\` ON \`payload_migrations\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`access_plan_plans_guest_opens\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`access_plan\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`access_plan_plans_guest_opens_order_idx\` ON \`access_plan_plans_guest_opens\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`access_plan_plans_guest_opens_parent_idx\` ON \`access_plan_plans_guest_opens\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`access_plan_plans_registered_opens\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`access_plan\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`access_plan_plans_registered_opens_order_idx\` ON \`access_plan_plans_registered_opens\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`access_plan_plans_registered_opens_parent_idx\` ON \`access_plan_plans_registered_opens\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`access_plan_plans_subscriber_opens\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`access_plan\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`access_plan_plans_subscriber_opens_order_idx\` ON \`access_plan_plans_subscriber_opens\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`access_plan_plans_subscriber_opens_parent_idx\` ON \`access_plan_plans_subscriber_opens\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`access_plan\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`period\` text DEFAULT 'calendar-month-utc' NOT NULL,
  	\`plans_guest_views\` numeric DEFAULT 1,
  	\`plans_guest_opening\` text DEFAULT 'on-arrival' NOT NULL,
  	\`plans_registered_views\` numeric DEFAULT 5,
  	\`plans_registered_opening\` text DEFAULT 'on-request' NOT NULL,
  	\`plans_subscriber_views\` numeric,
  	\`plans_subscriber_opening\` text DEFAULT 'on-arrival' NOT NULL,
  	\`new_guests_per_address_and_day\` numeric DEFAULT 20 NOT NULL,
  	\`subscriber_views_per_hour\` numeric DEFAULT 300 NOT NULL,
  	\`updated_at\` text,
  	\`created_at\` text
  );
  `)
  await db.run(sql`CREATE TABLE \`site_settings_product_bar\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`label\` text NOT NULL,
  	\`href\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`site_settings\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`site_settings_product_bar_order_idx\` ON \`site_settings_product_bar\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`site_settings_product_bar_parent_id_idx\` ON \`site_settings_product_bar\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`site_settings\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`name\` text DEFAULT 'Plaincode' NOT NULL,
  	\`publisher\` text DEFAULT 'Example Coding Press' NOT NULL,
  	\`callout_action\` text,
  	\`callout_href\` text,
  	\`updated_at\` text,
  	\`created_at\` text
  );
  `)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`explanations\`;`)
  await db.run(sql`DROP TABLE \`explanations_rels\`;`)
  await db.run(sql`DROP TABLE \`_explanations_v\`;`)
  await db.run(sql`DROP TABLE \`_explanations_v_rels\`;`)
  await db.run(sql`DROP TABLE \`approved_revisions\`;`)
  await db.run(sql`DROP TABLE \`media\`;`)
  await db.run(sql`DROP TABLE \`code_systems\`;`)
  await db.run(sql`DROP TABLE \`editions\`;`)
  await db.run(sql`DROP TABLE \`codes\`;`)
  await db.run(sql`DROP TABLE \`imports\`;`)
  await db.run(sql`DROP TABLE \`edition_orders\`;`)
  await db.run(sql`DROP TABLE \`copyright_notices_uses\`;`)
  await db.run(sql`DROP TABLE \`copyright_notices\`;`)
  await db.run(sql`DROP TABLE \`rights_holders\`;`)
  await db.run(sql`DROP TABLE \`publish_runs\`;`)
  await db.run(sql`DROP TABLE \`staff_sessions\`;`)
  await db.run(sql`DROP TABLE \`staff\`;`)
  await db.run(sql`DROP TABLE \`payload_kv\`;`)
  await db.run(sql`DROP TABLE \`payload_jobs_log\`;`)
  await db.run(sql`DROP TABLE \`payload_jobs\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_preferences\`;`)
  await db.run(sql`DROP TABLE \`payload_preferences_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_migrations\`;`)
  await db.run(sql`DROP TABLE \`access_plan_plans_guest_opens\`;`)
  await db.run(sql`DROP TABLE \`access_plan_plans_registered_opens\`;`)
  await db.run(sql`DROP TABLE \`access_plan_plans_subscriber_opens\`;`)
  await db.run(sql`DROP TABLE \`access_plan\`;`)
  await db.run(sql`DROP TABLE \`site_settings_product_bar\`;`)
  await db.run(sql`DROP TABLE \`site_settings\`;`)
}
