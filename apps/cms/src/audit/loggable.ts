import { createHash } from 'node:crypto';

/** Ids, states, tiers, numbers and days stand in the log as they are; of anything wordier only its hash does. */
export function loggable(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 50).map(loggable);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (typeof value === 'string' && /^[\w.:@/+-]{1,80}$/.test(text)) return text;
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
