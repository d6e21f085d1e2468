export { KeyError } from '@plaincode/sealing';
export { type RenderReason, sha256 } from './plan/fingerprint.ts';
export { type KeptPage, RenderedCache } from './plan/rendered-cache.ts';
export { type RenderPool, startRenderPool } from './pool/render-pool.ts';
export { planPublish } from './publish/plan-publish.ts';
export { cacheFile, type ExtraFile, type Publisher, publish } from './publish/publish.ts';
export type { PlannedPages, Progress, PublishPlan, PublishReport } from './publish/report.ts';
export { PublishRefused, type RefusalCode } from './refusal.ts';
export { parseSealingKeys } from './sealing-keys.ts';
export { type CompressAsked, type CompressReport, compressRelease } from './store/compress.ts';
export { isDiskFull } from './store/disk-full.ts';
export { type ExportReport, exportFolder, fileNameOf } from './store/export-folder.ts';
export { isLocked, takeKeepLock, takeLock } from './store/lock.ts';
export {
  defaultPruneRule,
  type Forget,
  neededObjects,
  type PruneReport,
  type PruneRule,
  pruneStore,
} from './store/prune.ts';
export { type ListedRelease, openReleaseStore, type ReleaseStore } from './store/release-store.ts';
export { rollBack } from './store/rollback.ts';
export { type ReleaseFiles, readFiles } from './store/shards.ts';
export { type Damage, type VerifyReport, verifyRelease } from './store/verify.ts';
export { shownFiles } from './withheld/shown-files.ts';
export { type TakedownAsked, type TakedownReport, takeDown } from './withheld/take-down.ts';
export { openWithheld, type WithheldOnDay, type WithheldPages } from './withheld/withheld-pages.ts';
