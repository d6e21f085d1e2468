import { z } from 'zod';
import { contextLength } from './anchor.ts';

const words = z.string().max(4_000);
const mentions = z.array(z.string().min(1).max(60)).max(20).default([]);
/** Made by the writer's page, so that what is sent twice is said once. */
const key = z.string().min(8).max(60).optional();

/** A remark about a passage, or about the whole text where `quote` is empty. */
export const remarkBody = z.strictObject({
  key,
  /** The path of the field; null where the page does not know it. */
  part: z.string().max(80).nullable().default(null),
  quote: z.string().max(2_000).default(''),
  before: z.string().max(contextLength).default(''),
  after: z.string().max(contextLength).default(''),
  start: z.number().int().min(0).default(0),
  words: words.default(''),
  mentions,
  /** Other words for the passage, which make it a suggestion; empty: the passage goes. */
  proposed: z.string().max(4_000).nullable().default(null),
});
export type Remark = z.infer<typeof remarkBody>;

export const replyBody = z.strictObject({ key, words, mentions });
export type Reply = z.infer<typeof replyBody>;
