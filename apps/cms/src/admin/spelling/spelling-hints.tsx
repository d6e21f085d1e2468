'use client';

import { toast, useDocumentInfo } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import type { SpellingView } from '../../spelling/endpoint.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';

const whileLearning = 3_000;

/** Words of the saved text that nobody knows. They are hints: no step waits for them. */
export function SpellingHints() {
  const { view, again } = useSpelling();
  if (!view) return null;
  if (view.learning) return <p className="desk-quiet">Spelling: the official texts are being read.</p>;
  if (view.unknown.length === 0) return null;

  async function add(word: string) {
    try {
      await askDesk('/house-words', 'POST', { word });
      toast.success(`“${word}” is a word of the house now.`);
    } catch (error) {
      toast.error(wordsOf(error));
    }
    again();
  }

  return (
    <details className="desk-spelling" open>
      <summary>
        Spelling: {view.unknown.length === 1 ? '1 word' : `${view.unknown.length} words`} not known
      </summary>
      <ul>
        {view.unknown.map(({ word, suggestions }) => (
          <li key={word}>
            <strong>{word}</strong>
            {suggestions.length > 0 && <span> – {suggestions.join(', ')}?</span>}
            {view.mayAdd && (
              <button
                type="button"
                className="desk-plain"
                onClick={() => add(word)}
                aria-label={`Add to house words: ${word}`}
              >
                Add to house words
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function useSpelling() {
  const { id, lastUpdateTime, versionCount } = useDocumentInfo();
  const [view, setView] = useState<SpellingView | null>(null);
  const [asked, setAsked] = useState(0);
  const save = `${lastUpdateTime}/${versionCount}/${asked}`;
  const again = () => setAsked((times) => times + 1);

  useEffect(() => {
    if (id === undefined || save === '') return;
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    askDesk<SpellingView>(`/spelling/explanations/${id}`, 'GET', undefined, leaving.signal).then(
      (answer) => {
        setView(answer);
        if (answer.learning) timer = setTimeout(() => setAsked((times) => times + 1), whileLearning);
      },
      () => undefined,
    );
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [id, save]);

  return { view, again };
}
