'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Named, Said, Thread } from '../../discussion/discussion-view.ts';
import type { ThreadState, ThreadStep } from '../../discussion/thread.ts';
import { nothingFocused } from '../nothing-focused.ts';
import { WordDiff } from '../words/word-diff.tsx';
import { MentionField } from './mention-field.tsx';
import { SaidWords } from './said.tsx';
import { useEscape } from './use-escape.ts';

export type ThreadWork = {
  people: readonly Named[];
  busy: boolean;
  /** Unsaved words in the form: nothing may be accepted into it now. */
  unsaved: boolean;
  onStep: (id: string, step: ThreadStep, why?: string) => Promise<boolean>;
  onReply: (id: string, words: string, mentions: string[]) => Promise<boolean>;
  onGo: (thread: Thread) => void;
  onLook: (thread: Thread | null) => void;
};

type Props = { thread: Thread; current: boolean; work: ThreadWork };

/** One thread: the passage, what is said of it, and what this person can do. */
export function ThreadCard({ thread, current, work }: Props) {
  const [writing, setWriting] = useState<Writing | null>(null);
  const card = useRef<HTMLElement>(null);
  useFocusBack(card, writing);
  const { passage, place, suggested, settled, state, kind } = thread;
  return (
    <article
      ref={card}
      id={`comment-${thread.id}`}
      tabIndex={-1}
      className={`talk-thread ${current ? 'talk-thread--current' : ''}`}
      aria-label={`${kindLabels[kind]} by ${thread.author.name}${state === 'open' ? '' : `, ${stateLabels[state]}`}`}
      onFocus={() => work.onLook(thread)}
      onMouseEnter={() => work.onLook(thread)}
    >
      <p className="talk-kind">
        {kindLabels[kind]}
        {state !== 'open' && <span className={`talk-state talk-state--${state}`}>{stateLabels[state]}</span>}
      </p>
      {passage && (
        <button
          type="button"
          className="talk-quote"
          disabled={place === null}
          aria-label={`Go to the passage: ${passage.quote}`}
          onClick={() => work.onGo(thread)}
        >
          {suggested ? <WordDiff words={suggested} /> : passage.quote}
        </button>
      )}
      {passage && place === null && state !== 'accepted' && (
        <p className="talk-lost">The passage has changed since. It read as above.</p>
      )}
      <SaidWords said={thread} />
      {thread.replies.map((reply) => (
        <div key={reply.id} className="talk-reply">
          <SaidWords said={reply} />
          <Withdraw said={reply} work={work} />
        </div>
      ))}
      {settled && (
        <p className="desk-quiet">
          {stateLabels[state]} by {settled.by}
          {settled.why ? `: ${settled.why}` : ''}
        </p>
      )}
      {writing === null ? (
        <Steps thread={thread} work={work} onWrite={setWriting} />
      ) : (
        <Write thread={thread} what={writing} work={work} onClose={() => setWriting(null)} />
      )}
    </article>
  );
}

const kindLabels: Record<Thread['kind'], string> = {
  comment: 'Comment',
  change: 'Change asked for',
  suggestion: 'Suggestion',
};

const stateLabels: Record<ThreadState, string> = {
  open: 'Open',
  resolved: 'Resolved',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
};

type Writing = 'reply' | 'decline';

/** Puts the focus back on the button that opened the field, once the field is closed. */
function useFocusBack(card: RefObject<HTMLElement | null>, writing: Writing | null): void {
  const before = useRef(writing);
  useEffect(() => {
    const closed = writing === null ? before.current : null;
    before.current = writing;
    if (closed === null || !nothingFocused()) return;
    card.current?.querySelector<HTMLElement>(`[data-writes="${closed}"]`)?.focus();
  }, [card, writing]);
}

type StepsProps = { thread: Thread; work: ThreadWork; onWrite: (what: Writing) => void };

function Steps({ thread, work, onWrite }: StepsProps) {
  const { steps, id, place } = thread;
  const { busy, unsaved, onStep } = work;
  return (
    <div className="talk-buttons">
      {steps.includes('accept') && (
        <button
          type="button"
          className="talk-main"
          disabled={busy || unsaved || place === null}
          onClick={() => onStep(id, 'accept')}
        >
          Accept
        </button>
      )}
      {steps.includes('decline') && (
        <button type="button" data-writes="decline" disabled={busy} onClick={() => onWrite('decline')}>
          Decline…
        </button>
      )}
      {steps.includes('resolve') && (
        <button type="button" disabled={busy} onClick={() => onStep(id, 'resolve')}>
          Resolve
        </button>
      )}
      {steps.includes('reopen') && (
        <button type="button" disabled={busy} onClick={() => onStep(id, 'reopen')}>
          Open again
        </button>
      )}
      <button type="button" data-writes="reply" disabled={busy} onClick={() => onWrite('reply')}>
        Reply
      </button>
      <Withdraw said={thread} work={work} />
    </div>
  );
}

function Withdraw({ said, work }: { said: Said; work: ThreadWork }) {
  if (!said.steps.includes('withdraw')) return null;
  return (
    <button
      type="button"
      className="talk-quiet"
      disabled={work.busy}
      aria-label={`Withdraw what you said: ${said.words.slice(0, 60)}`}
      onClick={() => work.onStep(said.id, 'withdraw')}
    >
      Withdraw
    </button>
  );
}

type WriteProps = { thread: Thread; what: Writing; work: ThreadWork; onClose: () => void };

function Write({ thread, what, work, onClose }: WriteProps) {
  const [said, setSaid] = useState({ words: '', mentions: [] as string[] });
  const box = useEscape<HTMLDivElement>(onClose);
  const ready = !work.busy && said.words.trim() !== '';
  const focus = useCallback(() => box.current?.querySelector('textarea')?.focus(), [box]);
  useEffect(focus, [focus]);
  const send = async () => {
    if (!ready) return;
    const done =
      what === 'reply'
        ? await work.onReply(thread.id, said.words, said.mentions)
        : await work.onStep(thread.id, 'decline', said.words);
    if (done) onClose();
    else focus();
  };
  return (
    <div ref={box} className="talk-write">
      <MentionField
        label={what === 'reply' ? 'Your reply' : 'Why not?'}
        people={what === 'reply' ? work.people : []}
        value={said}
        onChange={setSaid}
        onSend={send}
      />
      <div className="talk-buttons">
        <button type="button" className="talk-main" disabled={!ready} onClick={send}>
          {what === 'reply' ? 'Reply' : 'Decline'}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </div>
  );
}
