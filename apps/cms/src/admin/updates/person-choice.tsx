'use client';

import type { Board } from '../../updates/board.ts';
import type { Role } from '../../workflow/permissions.ts';
import { type Work, workRoles } from '../../workflow/work-item-people.ts';

type Props = {
  label: string;
  work: Work;
  people: Board['people'];
  value: string | null;
  onChoose: (id: string | null) => void;
  /** What stands there while nobody is chosen. */
  empty?: string;
};

/** Offers the people who can do the work; whoever has it already is named in any case. */
export function PersonChoice({ label, work, people, value, onChoose, empty = '–' }: Props) {
  const fit = people.filter(
    ({ id, role, active }) => id === value || (active && workRoles[work].includes(role as Role)),
  );
  return (
    <select aria-label={label} value={value ?? ''} onChange={(event) => onChoose(event.target.value || null)}>
      <option value="">{empty}</option>
      {fit.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
