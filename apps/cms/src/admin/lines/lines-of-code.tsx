'use client';

import { useDocumentInfo } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import { askDesk } from '../ask-desk.ts';

type Line = {
  id: string;
  edition: string;
  editionLabel: string;
  stateLabel: string;
  live: boolean;
  earlier: boolean;
  open: boolean;
  item: { address: string; stateLabel: string } | null;
};

/** All lines of the code, one for each edition that has a text of its own, and which of them readers see. */
export function LinesOfCode() {
  const { id, lastUpdateTime, versionCount } = useDocumentInfo();
  const [lines, setLines] = useState<Line[]>([]);
  const asked = id === undefined ? null : `/explanations/${id}/lines#${lastUpdateTime}/${versionCount}`;

  useEffect(() => {
    if (asked === null) return;
    let current = true;
    askDesk<{ lines: Line[] }>(asked)
      .then((answer) => current && setLines(answer.lines))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [asked]);

  if (lines.length === 0) return null;
  return (
    <nav className="lines-of-code" aria-labelledby="lines-of-code">
      <h3 id="lines-of-code">Lines of this code</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <a
              href={`/admin/collections/explanations/${line.id}`}
              {...(line.open ? { 'aria-current': 'page' as const } : {})}
            >
              {line.editionLabel || 'no edition yet'}
            </a>
            <span>
              {line.stateLabel}
              {line.live && (
                <strong>
                  {line.earlier ? ' · readers see an earlier text of it' : ' · readers see its approved text'}
                </strong>
              )}
              {line.item && (
                <>
                  {' · '}
                  <a href={line.item.address}>Work item: {line.item.stateLabel.toLowerCase()}</a>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
