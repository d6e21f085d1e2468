'use client';

import { toast, useDocumentInfo } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';
import { useCallback, useEffect, useState } from 'react';
import { dayInWords } from '../../day-in-words.ts';
import type { ReleaseView } from '../../releases/release-view.ts';
import type { ReleaseAction } from '../../workflow/release-actions.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { ReleaseBlockers } from './release-blockers.tsx';
import { ReleaseSchedule } from './release-schedule.tsx';
import { ReleaseTexts } from './release-texts.tsx';
import { ReleaseTimes } from './release-times.tsx';
import { useRun } from './use-run.ts';

type Answer = { id: string; kept?: string[]; run?: { id: string } };

/** Where a release stands, what it takes to readers, what keeps it from them, and the steps to take. */
export function ReleasePanel() {
  const { id } = useDocumentInfo();
  const router = useRouter();
  const [view, setView] = useState<ReleaseView | null>(null);
  const [busy, setBusy] = useState(false);
  const [scheduling, setScheduling] = useState(false);
  const [run, setRun] = useState<string | null>(null);

  const load = useCallback(async () => {
    if (id === undefined) return;
    const answer = await askDesk<ReleaseView>(`/releases/${id}/view`);
    setView(answer);
    setRun(answer.run);
  }, [id]);

  useEffect(() => {
    load().catch((error: unknown) => toast.error(wordsOf(error)));
  }, [load]);

  useRun(run, (failure) => {
    if (failure === undefined) return;
    setRun(null);
    if (failure === null) toast.success('Readers see it now.');
    else toast.error(failure);
    load().catch(() => undefined);
    router.refresh();
  });

  async function take(action: ReleaseAction, body: object = {}) {
    const question = questionBefore(action, view);
    if (question && !window.confirm(question)) return;
    setBusy(true);
    try {
      const answer = await askDesk<Answer>(`/releases/${id}/${action}`, 'POST', body);
      setScheduling(false);
      if (answer.kept && answer.kept.length > 0)
        toast.info(`Changed since, so it stays: ${answer.kept.join(', ')}`);
      if (answer.id !== id) router.push(`/admin/collections/releases/${answer.id}`);
      else await load();
      if (answer.run) setRun(answer.run.id);
      router.refresh();
    } catch (error) {
      toast.error(wordsOf(error).slice(0, mostWords));
      await load();
    } finally {
      setBusy(false);
    }
  }

  if (id === undefined || view === null) return null;
  const publishing = run !== null || view.state === 'publishing';
  const blocked = view.blockerCount > 0;
  return (
    <div className="release">
      <div className="release-head" role="status">
        <strong className={`release-state release-state--${view.state}`}>
          {publishing ? 'Publishing…' : view.stateLabel}
        </strong>
        {view.scheduledFor && view.state === 'scheduled' && (
          <span>
            Goes out <time dateTime={view.scheduledFor}>{moment.format(new Date(view.scheduledFor))}</time>
          </span>
        )}
      </div>
      {publishing && (
        <p className="desk-quiet">
          You may leave this page: it goes on, and the dashboard says how it ended. Until then readers see
          what they saw before.
        </p>
      )}
      {!publishing && view.failure && (
        <p className="release-failure">
          It did not reach readers, who see what they saw before. {view.failure} Once that is mended, publish
          it again.
        </p>
      )}
      {!publishing && view.state === 'reverted' && (
        <p className="desk-quiet">
          Readers see again what they saw before it.
          {view.kind === 'edition' && (
            <>
              {' '}
              To take it to them anew, prepare its edition once more under{' '}
              <a href="/admin/collections/releases">Releases</a>.
            </>
          )}
        </p>
      )}
      {!publishing && view.aheadOf && (
        <p className="desk-quiet">
          Its edition is in effect from {dayInWords(view.aheadOf)}. <strong>Schedule</strong> has it go out on
          that day; published before, what it brings, rewords and leaves out is told with that day.
        </p>
      )}
      {!publishing && (
        <div className="release-steps">
          {view.actions.map(({ action, label }) => (
            <button
              type="button"
              key={action}
              className={action === 'publish' ? 'release-main' : undefined}
              disabled={busy || (blocked && needsAll.includes(action))}
              onClick={() => (action === 'schedule' ? setScheduling(true) : take(action))}
            >
              {label}
            </button>
          ))}
        </div>
      )}
      {scheduling && (
        <ReleaseSchedule
          busy={busy}
          from={view.aheadOf}
          onChoose={(at) => take('schedule', { at })}
          onClose={() => setScheduling(false)}
        />
      )}
      {view.times && <ReleaseTimes times={view.times} />}
      <ReleaseBlockers view={view} />
      <ReleaseTexts view={view} />
    </div>
  );
}

const needsAll: ReleaseAction[] = ['publish', 'schedule'];
const mostWords = 300;
const moment = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });

/** What is asked before a step that readers notice at once and may not be meant; null where nothing is. */
function questionBefore(action: ReleaseAction, view: ReleaseView | null): string | null {
  if (action === 'revert') return 'Take this release back? Readers then see what they saw before it.';
  if (action === 'publish' && view?.aheadOf)
    return `Its edition is in effect from ${dayInWords(view.aheadOf)}. Publish it to readers today?`;
  return null;
}
