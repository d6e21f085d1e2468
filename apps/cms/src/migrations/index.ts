import * as migration_20261123_233507_start from './20261123_233507_start.ts';
import * as migration_20261124_102953_facts from './20261124_102953_facts.ts';
import * as migration_20261124_140336_replacements_proposed from './20261124_140336_replacements_proposed.ts';
import * as migration_20261124_155427_editorial from './20261124_155427_editorial.ts';
import * as migration_20261124_181952_second_person from './20261124_181952_second_person.ts';
import * as migration_20261124_194651_writing_tools from './20261124_194651_writing_tools.ts';
import * as migration_20261124_203952_error_reports from './20261124_203952_error_reports.ts';
import * as migration_20261124_223241_names_on_pages from './20261124_223241_names_on_pages.ts';
import * as migration_20261124_232647_notice_roll from './20261124_232647_notice_roll.ts';
import * as migration_20261129_113104_release_basis from './20261129_113104_release_basis.ts';
import * as migration_20261129_191521_text_indexes from './20261129_191521_text_indexes.ts';
import * as migration_20261130_025353_image_words from './20261130_025353_image_words.ts';
import * as migration_20261130_055314_password_setters_and_kept_texts from './20261130_055314_password_setters_and_kept_texts.ts';

export const migrations = [
  { up: migration_20261123_233507_start.up, down: migration_20261123_233507_start.down, name: '20261123_233507_start' },
  { up: migration_20261124_102953_facts.up, down: migration_20261124_102953_facts.down, name: '20261124_102953_facts' },
  { up: migration_20261124_140336_replacements_proposed.up, down: migration_20261124_140336_replacements_proposed.down, name: '20261124_140336_replacements_proposed' },
  { up: migration_20261124_155427_editorial.up, down: migration_20261124_155427_editorial.down, name: '20261124_155427_editorial' },
  { up: migration_20261124_181952_second_person.up, down: migration_20261124_181952_second_person.down, name: '20261124_181952_second_person' },
  { up: migration_20261124_194651_writing_tools.up, down: migration_20261124_194651_writing_tools.down, name: '20261124_194651_writing_tools' },
  { up: migration_20261124_203952_error_reports.up, down: migration_20261124_203952_error_reports.down, name: '20261124_203952_error_reports' },
  { up: migration_20261124_223241_names_on_pages.up, down: migration_20261124_223241_names_on_pages.down, name: '20261124_223241_names_on_pages' },
  { up: migration_20261124_232647_notice_roll.up, down: migration_20261124_232647_notice_roll.down, name: '20261124_232647_notice_roll' },
  { up: migration_20261129_113104_release_basis.up, down: migration_20261129_113104_release_basis.down, name: '20261129_113104_release_basis' },
  { up: migration_20261129_191521_text_indexes.up, down: migration_20261129_191521_text_indexes.down, name: '20261129_191521_text_indexes' },
  { up: migration_20261130_025353_image_words.up, down: migration_20261130_025353_image_words.down, name: '20261130_025353_image_words' },
  { up: migration_20261130_055314_password_setters_and_kept_texts.up, down: migration_20261130_055314_password_setters_and_kept_texts.down, name: '20261130_055314_password_setters_and_kept_texts' },
];
