'use client';

import { useDocumentInfo } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import { callWorkflow, type WorkflowView } from './workflow-view.ts';

/** Where the open explanation stands; asked anew after each save. Null until the first answer. */
export function useWorkflow() {
  const { id, lastUpdateTime, versionCount } = useDocumentInfo();
  const [view, setView] = useState<WorkflowView | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a save moves the last two, and the steps with them
  useEffect(() => {
    if (id === undefined) return;
    let current = true;
    callWorkflow(String(id)).then(
      (answer) => current && setView(answer),
      () => current && setView(null),
    );
    return () => {
      current = false;
    };
  }, [id, lastUpdateTime, versionCount]);

  return { id: id === undefined ? null : String(id), view, setView };
}
