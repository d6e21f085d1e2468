import { z } from 'zod';
import { line, sha256, slug } from './primitives.ts';

/**
 * Terms that a rights holder wants accepted once before its descriptor opens: a notice with the use `first-display`. What
 * else of the rights holder's is sealed in the descriptor's tier waits with it; what the publisher wrote does not. The
 * hash is over rights holder and text: with other words the terms are others, and are asked for again.
 */
export const termsReference = z.strictObject({ notice: slug, hash: sha256 });
export type TermsReference = z.infer<typeof termsReference>;

export const licenceTerms = termsReference.extend({ text: line });
export type LicenceTerms = z.infer<typeof licenceTerms>;
