import { describe, expect, it } from 'vitest';
import { releaseEvent } from './release-event.ts';

describe('releaseEvent', () => {
  it('names each step that people and the desk take on a release', () => {
    expect(releaseEvent(null, 'open')).toBe('release-prepared');
    expect(releaseEvent('open', 'scheduled')).toBe('release-scheduled');
    expect(releaseEvent('scheduled', 'open')).toBe('release-cancelled');
    expect(releaseEvent('open', 'cancelled')).toBe('release-cancelled');
    expect(releaseEvent('publishing', 'published')).toBe('release-published');
    expect(releaseEvent('published', 'reverted')).toBe('release-reverted');
    expect(releaseEvent('reverted', 'published')).toBe('release-published');
  });

  it('is silent about a release that is listed anew, or on its way', () => {
    expect(releaseEvent('open', 'open')).toBeNull();
    expect(releaseEvent('open', 'publishing')).toBeNull();
    expect(releaseEvent('publishing', 'open')).toBeNull();
  });
});
