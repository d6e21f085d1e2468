/**
 * The shared types: the content contract's, and those of the CMS documents (`payload.ts`, generated).
 * Types only: importing this package runs no code.
 */
export type * from '@plaincode/content-schemas';
