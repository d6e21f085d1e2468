'use client';

import { toast } from '@payloadcms/ui';
import { useCallback, useEffect, useState } from 'react';
import type { Discussion } from '../../discussion/discussion-view.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { sayDiscussionChanged } from './discussion-changes.ts';

export type Answer = Discussion & { written: string | null };

/** What was said about a text, asked anew when `stamp` changes; each step answers with all of it. */
export function useDiscussion(explanation: string, stamp: string) {
  const [discussion, setDiscussion] = useState<Discussion | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let current = true;
    askDesk<Answer>(`/explanations/${explanation}/discussion?${new URLSearchParams({ stamp })}`).then(
      (answer) => {
        if (!current) return;
        setDiscussion(answer);
        setFailure(null);
      },
      (error: unknown) => current && setFailure(wordsOf(error)),
    );
    return () => {
      current = false;
    };
  }, [explanation, stamp]);

  /** Sends something. Returns the id of what was written, or null where the desk said no. */
  const send = useCallback(async (path: string, body: object): Promise<string | null> => {
    setBusy(true);
    try {
      const answer = await askDesk<Answer>(path, 'POST', body);
      setDiscussion(answer);
      sayDiscussionChanged();
      return answer.written;
    } catch (error) {
      toast.error(wordsOf(error));
      return null;
    } finally {
      setBusy(false);
    }
  }, []);

  return { discussion, failure, busy, send };
}
