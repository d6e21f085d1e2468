'use client';

import { toast } from '@payloadcms/ui';
import { useCallback, useEffect, useState } from 'react';
import type { ItemView } from '../../updates/item-view.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { useDiscussionChanges } from '../discussion/discussion-changes.ts';
import { callWorkflow, type WorkflowView } from '../workflow-view.ts';

export type Opened = { view: ItemView; workflow: WorkflowView | null };

/** One item with its line, asked anew after each step. */
export function useItem(edition: string, code: string) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [round, setRound] = useState(0);
  const said = useDiscussionChanges();
  const path = `/updates/${encodeURIComponent(edition)}/items/${encodeURIComponent(code)}`;

  useEffect(() => {
    let current = true;
    open(`${path}?round=${round}.${said}`).then(
      (answer) => current && setOpened(answer),
      (error: unknown) => current && setFailure(wordsOf(error)),
    );
    return () => {
      current = false;
    };
  }, [path, round, said]);

  const change = useCallback(async (work: () => Promise<unknown>, said: string): Promise<boolean> => {
    setBusy(true);
    try {
      await work();
      toast.success(said);
      return true;
    } catch (error) {
      toast.error(wordsOf(error));
      return false;
    } finally {
      setBusy(false);
      setRound((one) => one + 1);
    }
  }, []);

  return { opened, failure, busy, change };
}

async function open(path: string): Promise<Opened> {
  const view = await askDesk<ItemView>(path);
  return { view, workflow: view.line ? await callWorkflow(view.line.id) : null };
}
