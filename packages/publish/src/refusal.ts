import type { Problem } from '@plaincode/content-schemas';

/** Every reason for which a release, a rollback or an export is refused. */
export type RefusalCode =
  | 'stream-malformed'
  | 'stream-incomplete'
  | 'page-invalid'
  | 'path-taken'
  | 'full-needed'
  | 'busy'
  | 'no-release'
  | 'release-unknown'
  | 'release-damaged'
  | 'disk-full'
  | 'backup-damaged'
  | 'rule-too-short'
  | 'target-unknown'
  | 'target-standing'
  | 'takedowns-damaged'
  | 'folder-not-empty';

/** A refusal that was foreseen. Nothing that readers see has changed when it is thrown. */
export class PublishRefused extends Error {
  readonly code: RefusalCode;
  /** What is wrong, place by place; `more` counts those left out of a long list. */
  readonly problems: readonly Problem[];
  readonly more: number;
  constructor(code: RefusalCode, message: string, problems: readonly Problem[] = [], more = 0) {
    super(message);
    this.name = 'PublishRefused';
    this.code = code;
    this.problems = problems;
    this.more = more;
  }
}
