import type { PublicPage } from '@plaincode/content-schemas';

export type PageOfKind<Kind extends PublicPage['kind']> = Extract<PublicPage, { kind: Kind }>;
export type ListPageRecord = PageOfKind<'list'>;
export type CodeSetPageRecord = PageOfKind<'code-set'>;
export type HomePageRecord = PageOfKind<'home'>;
export type CorrectionsPageRecord = PageOfKind<'corrections'>;
export type NoticesPageRecord = PageOfKind<'notices'>;
export type FixedPageRecord = PageOfKind<'fixed'>;
