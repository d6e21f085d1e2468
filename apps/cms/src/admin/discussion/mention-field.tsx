'use client';

import { useId, useRef, useState } from 'react';
import type { Named } from '../../discussion/discussion-view.ts';
import { mentionsIn, nameBegun } from './mentions-in.ts';

export type Mentioning = { words: string; mentions: string[] };

type Props = {
  label: string;
  people: readonly Named[];
  value: Mentioning;
  onChange: (value: Mentioning) => void;
  onSend: () => void;
};

const mostOffered = 6;

/** A text in which `@` offers the people who work here. Ctrl or Cmd with Enter sends it. */
export function MentionField({ label, people, value, onChange, onSend }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [asked, setAsked] = useState<{ from: number; to: number; name: string } | null>(null);
  const [at, setAt] = useState(0);
  const offered = asked
    ? people.filter(({ name }) => name.toLowerCase().includes(asked.name.toLowerCase())).slice(0, mostOffered)
    : [];
  const current = offered[Math.min(at, offered.length - 1)];

  function write(words: string, caret: number): void {
    onChange({ words, mentions: mentionsIn(words, people, value.mentions) });
    const name = nameBegun(words.slice(0, caret));
    setAsked(name === null ? null : { from: caret - name.length - 1, to: caret, name });
    setAt(0);
  }

  function pick({ id: person, name }: Named): void {
    if (!asked) return;
    const words = `${value.words.slice(0, asked.from)}@${name} ${value.words.slice(asked.to)}`;
    onChange({ words, mentions: [...new Set([...value.mentions, person])] });
    setAsked(null);
    field.current?.focus();
  }

  function press(event: React.KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
      return;
    }
    if (!asked || !current) return;
    if (event.key === 'ArrowDown') setAt((one) => (one + 1) % offered.length);
    else if (event.key === 'ArrowUp') setAt((one) => (one + offered.length - 1) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(current);
    else if (event.key === 'Escape') setAsked(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="talk-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={field}
        id={id}
        rows={3}
        maxLength={4000}
        value={value.words}
        aria-describedby={`${id}-hint`}
        aria-controls={`${id}-people`}
        aria-expanded={offered.length > 0}
        role="combobox"
        aria-autocomplete="list"
        aria-activedescendant={current && asked ? `${id}-${current.id}` : undefined}
        onChange={({ target }) => write(target.value, target.selectionStart)}
        onKeyDown={press}
      />
      <span id={`${id}-hint`} className="desk-heard">
        Write @ to name somebody.
      </span>
      {asked && offered.length > 0 && (
        <div id={`${id}-people`} className="talk-people" role="listbox" aria-label="People">
          {offered.map((person) => (
            <div
              key={person.id}
              id={`${id}-${person.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={person === current}
              onMouseDown={(event) => {
                event.preventDefault();
                pick(person);
              }}
            >
              {person.name}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
