'use client';

import { useDocumentInfo, useForm, useFormModified } from '@payloadcms/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import { inEditorOnly } from './unsaved-words.ts';
import { type SaveNews, watchSaves } from './watch-saves.ts';

/** How long after a save without an answer the next one is made, in milliseconds. */
const pause = 15_000;

export type Saving = {
  /** Why the last save failed; null where it did not. */
  why: string | null;
  /** Something was written, and the desk does not have it yet. */
  unsaved: boolean;
  /** The same at this very moment, words included that the form does not have yet. */
  unsavedNow: () => boolean;
};

/** Where the saving of the open text stands. A save that did not reach the desk is made again. */
export function useSaving(): Saving {
  const { id } = useDocumentInfo();
  const modified = useFormModified();
  const saveAgain = useSaveAgain();
  const [onItsWay, setOnItsWay] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const waiting = useRef(0);

  useEffect(() => {
    if (id === undefined) return;
    let refused = false;
    const tell = (news: SaveNews) => {
      waiting.current += news.kind === 'sent' ? 1 : -1;
      setOnItsWay(waiting.current);
      if (news.kind === 'sent') return;
      setFailure(news.why === null ? null : { why: news.why, reached: news.reached });
      // Payload's form takes its own marking of a refused save for an edit, and believes itself unsaved after the next one.
      if (news.why === null && refused) saveAgain();
      refused = news.why !== null;
    };
    return watchSaves(String(id), tell);
  }, [id, saveAgain]);

  useEffect(() => {
    if (failure === null || failure.reached) return;
    const timer = setInterval(saveAgain, pause);
    window.addEventListener('online', saveAgain);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', saveAgain);
    };
  }, [failure, saveAgain]);

  const unsaved = modified || onItsWay > 0 || failure !== null;
  const latest = useRef(unsaved);
  latest.current = unsaved;
  const unsavedNow = useCallback(() => latest.current || waiting.current > 0 || inEditorOnly(), []);
  return { why: failure?.why ?? null, unsaved, unsavedNow };
}

/** What the desk refused is not sent again as it is: the next edit sends it. */
type Failure = { why: string; reached: boolean };

/**
 * Has the form save once more. It saves itself, one save after the other, whenever a value in it changes; so one is
 * changed that the desk takes from nobody. A save of our own would run into that of the form.
 */
function useSaveAgain(): () => void {
  const { dispatchFields, getField } = useForm();
  const times = useRef(0);
  return useCallback(() => {
    times.current += 1;
    const field = { ...getField(touched), value: -times.current };
    dispatchFields({ type: 'UPDATE_MANY', formState: { [touched]: field } });
  }, [dispatchFields, getField]);
}

const touched = 'textRevision';
