import { join } from 'node:path';
import { buildConfig, type Config, type SanitizedConfig } from 'payload';
import sharp from 'sharp';
import { deskLog, refusedQuietly } from './access/desk-log.ts';
import { deskWords } from './access/desk-words.ts';
import { fence } from './access/fence.ts';
import { adminPanel } from './admin/panel.ts';
import { withPlainLists } from './admin/plain-lists.ts';
import { approvedRevisions } from './collections/approved-revisions/index.ts';
import { assignmentRules } from './collections/assignment-rules/index.ts';
import { auditLog } from './collections/audit-log/index.ts';
import { changeBatches } from './collections/change-batches/index.ts';
import { codeFacts } from './collections/code-facts/index.ts';
import { codeSystems } from './collections/code-systems/index.ts';
import { codes } from './collections/codes/index.ts';
import { comments } from './collections/comments/index.ts';
import { copyrightNotices } from './collections/copyright-notices/index.ts';
import { editionOrders } from './collections/edition-orders/index.ts';
import { editions } from './collections/editions/index.ts';
import { errorReports } from './collections/error-reports/index.ts';
import { explanationEditor } from './collections/explanations/editor.ts';
import { explanations } from './collections/explanations/index.ts';
import { houseWords } from './collections/house-words/index.ts';
import { imports } from './collections/imports/index.ts';
import { mails } from './collections/mails/index.ts';
import { media } from './collections/media/index.ts';
import { storingFiles } from './collections/media/store-files.ts';
import { notices } from './collections/notices/index.ts';
import { publishRuns } from './collections/publish-runs/index.ts';
import { releases } from './collections/releases/index.ts';
import { replacements } from './collections/replacements/index.ts';
import { rightsHolders } from './collections/rights-holders/index.ts';
import { saveClaims } from './collections/save-claims/index.ts';
import { staff } from './collections/staff/index.ts';
import { styleRules } from './collections/style-rules/index.ts';
import { textTemplates } from './collections/text-templates/index.ts';
import { updates } from './collections/updates/index.ts';
import { workItems } from './collections/work-items/index.ts';
import { databaseAdapter } from './database/adapter.ts';
import { writingChangesAlone } from './database/changes-alone.ts';
import type { CmsEnv } from './env.ts';
import { accessPlan } from './globals/access-plan.ts';
import { siteSettings } from './globals/site-settings.ts';
import { publishEndpoint } from './jobs/publish-endpoint.ts';
import { publishQueue } from './jobs/publish-queue.ts';
import { publishSite } from './jobs/publish-site.ts';
import { deskMail } from './mail.ts';
import { mailQueue, sendMailTask } from './notices/send-mail.ts';
import { previewEndpoint } from './preview/endpoint.ts';
import { secondPersonEndpoint } from './second-person/endpoint.ts';
import { spellingEndpoint } from './spelling/endpoint.ts';

/**
 * The whole desk, put together for one environment and fenced. A command that prints its own output gives
 * a `logger` that stays off standard output.
 */
export async function deskConfig(env: CmsEnv, logger?: Config['logger']): Promise<SanitizedConfig> {
  const config = await buildConfig({
    logger: deskLog(logger),
    loggingLevels: refusedQuietly,
    secret: env.payloadSecret,
    serverURL: env.serverUrl,
    cookiePrefix: 'plaincode-desk',
    cors: env.origins,
    csrf: env.origins,
    db: writingChangesAlone(storingFiles(await databaseAdapter(env), env.mediaFolder)),
    editor: explanationEditor,
    email: deskMail(env),
    sharp,
    telemetry: false,
    graphQL: { disable: true },
    folders: false,
    /* Lists can be kept as views. Who may see one is the fence's matter. */
    queryPresets: { access: {}, constraints: {} },
    i18n: { translations: { en: deskWords } },
    admin: adminPanel(env),
    collections: [
      explanations,
      workItems,
      updates,
      assignmentRules,
      errorReports,
      styleRules,
      houseWords,
      textTemplates,
      approvedRevisions,
      changeBatches,
      media(env.mediaFolder),
      codeSystems,
      editions,
      codes,
      codeFacts,
      replacements,
      imports,
      editionOrders,
      copyrightNotices,
      rightsHolders,
      releases,
      publishRuns,
      staff(env),
      auditLog,
      saveClaims,
      comments,
      notices,
      mails,
    ].map(withPlainLists),
    globals: [accessPlan, siteSettings],
    endpoints: [publishEndpoint, secondPersonEndpoint, previewEndpoint(env), spellingEndpoint(env)],
    upload: {
      limits: { fileSize: 10_000_000 },
      abortOnLimit: true,
      safeFileNames: true,
      /* Letters of an ending that is kept: `true` means three, which makes `list.xlsx` into `listx.lsx`. */
      preserveExtension: 5,
    },
    jobs: {
      tasks: [publishSite(env), sendMailTask(env)],
      enableConcurrencyControl: true,
      autoRun: [
        { cron: '*/5 * * * * *', queue: publishQueue, limit: 1 },
        { cron: '*/10 * * * * *', queue: mailQueue, limit: 5 },
      ],
    },
    typescript: {
      outputFile: join(env.root, 'packages', 'types', 'src', 'payload.ts'),
      autoGenerate: false,
      declare: false,
    },
  });
  return fence(config);
}
