'use client';

import { useFormFields, useFormModified } from '@payloadcms/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import { PreviewFrame, type Width } from './preview-frame.tsx';
import { type Reader, usePreview } from './use-preview.ts';

const readers: [Reader, string][] = [
  ['guest', 'Guest'],
  ['registered', 'Registered reader'],
  ['subscriber', 'Subscriber'],
];
const widths: [Width, string][] = [
  ['desktop', 'Desktop'],
  ['phone', 'Phone'],
];

/** Beside the text: the page that it will become, for one kind of reader. Whatever is said of it stands outside it. */
export function PreviewPanel({ onClose }: { onClose: () => void }) {
  const [reader, setReader] = useState<Reader>('guest');
  const [width, setWidth] = useState<Width>('desktop');
  const [link, setLink] = useState<string | null>(null);
  const { view, failure, busy, again } = usePreview(reader);
  const over = useRef(again);
  over.current = again;
  const onOver = useCallback(() => over.current(), []);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);

  return (
    <aside id="desk-preview" className="desk-preview" aria-labelledby="desk-preview-head">
      <header className="desk-preview__head">
        <h2 id="desk-preview-head" ref={head} tabIndex={-1}>
          Preview
        </h2>
        <Choice label="Seen by" options={readers} value={reader} onChange={setReader} />
        <Choice label="Width" options={widths} value={width} onChange={setWidth} />
        <button type="button" className="desk-preview__close" onClick={onClose}>
          Close
        </button>
      </header>
      <Standing busy={busy} />
      {failure && (
        <div className="desk-preview__failure" role="alert">
          <p>{failure}</p>
          <button type="button" onClick={again}>
            Try again
          </button>
        </div>
      )}
      {view && view.notes.length > 0 && (
        <ul className="desk-preview__notes">
          {view.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {link && (
        <p className="desk-preview__notes">Links lead nowhere in a preview. This one leads to {link}.</p>
      )}
      {view && <PreviewFrame view={view} width={width} onOver={onOver} onLink={setLink} />}
    </aside>
  );
}

function Standing({ busy }: { busy: boolean }) {
  const state = useFormFields(([fields]) => fields?.state?.value);
  const modified = useFormModified();
  const approved = state === 'approved' || state === 'published';
  const saved = modified
    ? 'Your last words are being saved.'
    : busy
      ? 'The page is being made.'
      : 'As it was saved last.';
  return (
    <p className="desk-preview__standing" data-approved={approved} role="status">
      <strong>{approved ? 'Approved.' : 'Not yet approved: readers do not see this.'}</strong> {saved}
    </p>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  options: [Value, string][];
  value: Value;
  onChange: (value: Value) => void;
};

function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>) {
  return (
    <fieldset className="desk-preview__choice">
      <legend>{label}</legend>
      {options.map(([option, name]) => (
        <label key={option}>
          <input
            type="radio"
            name={`desk-preview-${label}`}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
