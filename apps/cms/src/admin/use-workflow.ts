'use client';

import { useDocumentInfo } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import { useDiscussionChanges } from './discussion/discussion-changes.ts';
import { callWorkflow, type WorkflowView } from './workflow-view.ts';

/**
 * Where the open explanation stands; asked anew after each save. `view` is null until the first answer, and
 * `stale` until the answer to the last save is here.
 */
export function useWorkflow() {
  const { id, lastUpdateTime, versionCount } = useDocumentInfo();
  const [view, setView] = useState<WorkflowView | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  const said = useDiscussionChanges();
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
  }, [id, save]);

  return { id: id === undefined ? null : String(id), view, setView, stale: answered !== save };
}
