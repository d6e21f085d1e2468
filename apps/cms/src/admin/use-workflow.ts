'use client';

import { useDocumentInfo } from '@payloadcms/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDiscussionChanges } from './discussion/discussion-changes.ts';
import { callWorkflow, type WorkflowView } from './workflow-view.ts';

/**
 * Where the open explanation stands; asked anew after each save. `view` is null until the first answer, and
 * `stale` until the answer to the last save is here.
 */
export function useWorkflow() {
  const { id, lastUpdateTime, versionCount } = useDocumentInfo();
  const [view, keepView] = useState<WorkflowView | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  const said = useDiscussionChanges();
  // The official row stands beside the text as it was when the page was opened, whatever the desk answers later.
  const official = useRef<string | null>(null);
  const setView = useCallback((answer: WorkflowView | null) => {
    official.current ??= answer?.official ?? null;
    keepView(answer && { ...answer, official: official.current });
  }, []);
  const save = `${lastUpdateTime}/${versionCount}/${said}`;

  useEffect(() => {
    if (id === undefined) return;
    let current = true;
    const take = (answer: WorkflowView | null) => {
      if (!current) return;
      setView(answer);
      setAnswered(save);
    };
    callWorkflow(String(id)).then(take, () => take(null));
    return () => {
      current = false;
    };
  }, [id, save, setView]);

  return { id: id === undefined ? null : String(id), view, setView, stale: answered !== save };
}
