import { describe, expect, it } from 'vitest';
import { publishTimes } from './publish-times.ts';

const run = {
  createdAt: '2026-11-24T10:00:00.000Z',
  startedAt: '2026-11-24T10:00:00.100Z',
  sent: { mode: 'delta', prepared: 0.15, publisher: 0.35, answered: '2026-11-24T10:00:00.640Z' },
  report: { seconds: { total: 0.3, pages: 0.1, search: 0, shards: 0.05, sync: 0.1, swap: 0.01 } },
};

describe('the times of a publish', () => {
  it('say how long readers waited, and for what', () => {
    const times = publishTimes(run);
    expect(times?.live).toBe('Live 0.6 s after Publish');
    expect(times?.stages.map(({ label, seconds }) => `${label} ${seconds}`)).toEqual([
      'Waited for its turn 0.1 s',
      'Worked out what changes 0.1 s',
      'Publisher 0.3 s',
      '· Pages rendered and sealed 0.1 s',
      '· Search index 0.0 s',
      '· Lists of files 0.1 s',
      '· Written to disk 0.1 s',
      '· Made the served release 0.0 s',
    ]);
  });

  it('say of a whole site that it was one, and count longer times in whole units', () => {
    const sent = { mode: 'full', prepared: null, publisher: 71.2, answered: '2026-11-24T10:03:00Z' };
    const times = publishTimes({ ...run, sent, report: null });
    expect(times?.live).toBe('Live 3 min after Publish');
    expect(times?.stages.at(-1)).toEqual({ label: 'Whole site exported and published', seconds: '71 s' });
  });

  it('are none where nothing was told', () => {
    expect(publishTimes({ ...run, sent: null })).toBeNull();
    expect(publishTimes({ createdAt: run.createdAt })).toBeNull();
  });
});
