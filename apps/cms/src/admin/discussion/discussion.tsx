'use client';

import { toast } from '@payloadcms/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Thread } from '../../discussion/discussion-view.ts';
import { nothingFocused } from '../nothing-focused.ts';
import { Composer } from './composer.tsx';
import { KeptList } from './kept-list.tsx';
import { bodyOfRemark, type KeptRemark, keepRemarks, useKeptRemarks } from './kept-remarks.ts';
import { clearMarks, goToPassage, markPassages } from './passage-marks.ts';
import { SelectionBar } from './selection-bar.tsx';
import type { Passage } from './surfaces.ts';
import { ThreadCard, type ThreadWork } from './thread-card.tsx';
import { useDiscussion } from './use-discussion.ts';
import { useSelectedPassage } from './use-selected-passage.ts';

type Props = {
  explanation: string;
  /** Changes whenever the text may have changed. */
  stamp: string;
  /** The revision that an accepted suggestion is written on; null: the one that the desk holds. */
  revision: number | null;
  unsaved: boolean;
  mayAsk: boolean;
  /** What is waited for before the focus is put anywhere. */
  onAccepted: () => unknown;
};

type Filter = 'open' | 'settled';

/** What people say about the text, in the order of the text, beside it. */
export function Discussion({ explanation, stamp, revision, unsaved, mayAsk, onAccepted }: Props) {
  const { discussion, failure, busy, send } = useDiscussion(explanation, stamp);
  const { selected, forget } = useSelectedPassage();
  const kept = useKeptRemarks(explanation);
  const [filter, setFilter] = useState<Filter>('open');
  const [current, setCurrent] = useState<string | null>(null);
  const [writing, setWriting] = useState<{ passage: Passage | null; suggests: boolean } | null>(null);
  const threads = discussion?.threads ?? none;
  const shown = threads.filter(({ state }) => (state === 'open') === (filter === 'open'));
  const { title, comes, focusAfter } = useFocusAfter(shown);
  useMarks(threads, current);
  useAddressed(threads, setCurrent, setFilter);

  const comment = useCallback(() => setWriting({ passage: selected, suggests: false }), [selected]);
  const suggest = useCallback(() => setWriting({ passage: selected, suggests: true }), [selected]);
  const done = () => {
    setWriting(null);
    forget();
  };

  async function say(remark: KeptRemark): Promise<void> {
    const written = await send(`/explanations/${explanation}/discussion`, bodyOfRemark(remark));
    if (written === null) return;
    setFilter('open');
    setCurrent(written);
    done();
    focusAfter({ thread: written, place: -1 });
  }

  const work: ThreadWork = {
    people: discussion?.people ?? [],
    busy,
    unsaved,
    onGo: async (thread) => {
      setCurrent(thread.id);
      if (!(await goToPassage(thread))) toast.info('This page does not show the passage now.');
    },
    onLook: (thread) => setCurrent(thread?.id ?? null),
    onReply: async (id, words, mentions) =>
      (await send(`/comments/${id}/replies`, { key: crypto.randomUUID(), words, mentions })) !== null,
    onStep: async (id, step, why = '') => {
      const on = revision ?? discussion?.revision ?? null;
      const place = placeOf(shown, id);
      const written = await send(`/comments/${id}/step`, {
        step,
        why,
        ...(step === 'accept' ? { revision: on } : {}),
      });
      if (written !== null && step === 'accept') await onAccepted();
      if (written !== null) focusAfter({ thread: id, place });
      return written !== null;
    },
  };

  const openCount = threads.filter(({ state }) => state === 'open').length;
  return (
    <section className="talk" aria-labelledby="talk-title">
      <div className="talk-head">
        <h2 ref={title} id="talk-title" tabIndex={-1}>
          Comments
        </h2>
        <fieldset className="talk-filter" aria-label="Which comments">
          <Choice filter="open" now={filter} count={openCount} onChoose={setFilter} />
          <Choice filter="settled" now={filter} count={threads.length - openCount} onChoose={setFilter} />
        </fieldset>
      </div>
      {failure !== null && <p role="alert">{failure}</p>}
      {writing ? (
        <Composer
          key={`${writing.suggests} ${writing.passage?.anchor.start} ${writing.passage?.anchor.quote}`}
          {...writing}
          people={work.people}
          busy={busy}
          mayAsk={mayAsk}
          onSend={say}
          onKeep={(remark) => {
            keepRemarks(explanation, [...kept, remark]);
            done();
          }}
          onClose={() => {
            setWriting(null);
            focusAfter({ thread: null, place: -1 });
          }}
        />
      ) : (
        <div className="talk-buttons">
          <button ref={comes} type="button" onClick={comment}>
            {selected ? 'Comment on this passage' : 'Comment on the whole text'}
          </button>
          {selected && !selected.anchor.quote.includes('\n') && (
            <button type="button" onClick={suggest}>
              Suggest other words
            </button>
          )}
        </div>
      )}
      {kept.length > 0 && <KeptList explanation={explanation} kept={kept} mayAsk={mayAsk} onSay={say} />}
      {discussion !== null && shown.length === 0 && (
        <p className="desk-quiet">
          {filter === 'open'
            ? 'No comment is open. Select words of the text to comment on them.'
            : 'Nothing was settled yet.'}
        </p>
      )}
      {shown.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} current={thread.id === current} work={work} />
      ))}
      <SelectionBar selected={selected} writing={writing !== null} onComment={comment} onSuggest={suggest} />
    </section>
  );
}

const none: Thread[] = [];

/**
 * After a step the focus is where it was taken, in the thread; where the thread is no longer shown, on the one that has
 * its place now; and where none is, on the heading. After a remark that was given up (null) it is where remarks begin.
 */
function useFocusAfter(shown: readonly Thread[]) {
  const title = useRef<HTMLHeadingElement>(null);
  const comes = useRef<HTMLButtonElement>(null);
  const [asked, focusAfter] = useState<{ thread: string | null; place: number } | null>(null);
  const now = useRef(shown);
  useEffect(() => {
    now.current = shown;
  });

  useEffect(() => {
    if (asked === null) return;
    focusAfter(null);
    if (!nothingFocused()) return;
    if (asked.thread === null) return comes.current?.focus();
    const at = placeOf(now.current, asked.thread);
    const next = now.current[at < 0 ? Math.min(asked.place, now.current.length - 1) : at];
    const card = next && document.getElementById(`comment-${next.id}`);
    (card ?? title.current)?.focus();
  }, [asked]);

  return { title, comes, focusAfter };
}

/** Where the thread is, or the one that what was said belongs to; -1 where it is not. */
function placeOf(threads: readonly Thread[], id: string | null): number {
  return threads.findIndex((thread) => thread.id === id || thread.replies.some((reply) => reply.id === id));
}

type ChoiceProps = { filter: Filter; now: Filter; count: number; onChoose: (filter: Filter) => void };

function Choice({ filter, now, count, onChoose }: ChoiceProps) {
  return (
    <button type="button" aria-pressed={filter === now} onClick={() => onChoose(filter)}>
      {filter === 'open' ? 'Open' : 'Settled'} ({count})
    </button>
  );
}

/** The text may be drawn anew at any time (a tab, a save, typing), so the marks follow what happens on the page. */
function useMarks(threads: readonly Thread[], current: string | null): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => markPassages(threads, current), 200);
    };
    soon();
    for (const event of ['input', 'click', 'keyup']) document.addEventListener(event, soon);
    const slow = setInterval(soon, 3_000);
    return () => {
      clearTimeout(timer);
      clearInterval(slow);
      for (const event of ['input', 'click', 'keyup']) document.removeEventListener(event, soon);
      clearMarks();
    };
  }, [threads, current]);
}

/** A mail leads to its thread: `#comment-ID`. */
function useAddressed(
  threads: readonly Thread[],
  onFound: (id: string) => void,
  onFilter: (filter: Filter) => void,
): void {
  const shown = useRef(false);
  useEffect(() => {
    const asked = window.location.hash.replace('#comment-', '');
    const thread = threads.find(({ id }) => id === asked);
    if (!thread || shown.current) return;
    shown.current = true;
    onFound(thread.id);
    onFilter(thread.state === 'open' ? 'open' : 'settled');
    setTimeout(() => document.getElementById(`comment-${thread.id}`)?.focus(), 100);
  }, [threads, onFound, onFilter]);
}
