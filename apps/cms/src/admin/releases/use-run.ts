'use client';

import { useEffect, useRef } from 'react';
import { askDesk } from '../ask-desk.ts';

const lookAgainAfter = 500;

/**
 * Looks how a publish goes until it has ended. `told` hears undefined while it goes on, null once it is done, and what
 * went wrong where it failed.
 */
export function useRun(run: string | null, told: (failure: string | null | undefined) => void): void {
  const latest = useRef(told);
  latest.current = told;
  useEffect(() => {
    if (run === null) return;
    let timer: NodeJS.Timeout | number;
    let left = false;
    /** One look after the other: where answers are slow, two would both tell that it has ended. */
    async function look() {
      const answer = await askDesk<{ state: string; failure?: string | null }>(
        `/publish-runs/${run}?depth=0`,
      ).catch(() => null);
      if (left) return;
      if (answer?.state === 'done') return latest.current(null);
      if (answer?.state === 'failed') return latest.current(answer.failure ?? 'It could not be published.');
      latest.current(undefined);
      timer = setTimeout(look, lookAgainAfter);
    }
    timer = setTimeout(look, lookAgainAfter);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [run]);
}
