import type { FamilyView } from '../../families/family-view.ts';
import type { Slot } from '../../workflow/families/slot.ts';

type Value = FamilyView['values'][Slot['source']][number];
/** `values` are null until the family was read. */
type Props = { slot: Slot; values: readonly Value[] | null; put: (slot: Slot) => void };

/** The words of one slot, a row for each value that the family has, and for each that only the table still has. */
export function SlotWords({ slot, values, put }: Props) {
  const shown = new Set(values?.map(({ value }) => value));
  const others = slot.words
    .filter(({ value }) => !shown.has(value))
    .map(({ value }) => ({ value, said: '', codes: 0, example: '' }));
  const wordsOf = (value: string) => slot.words.find((row) => row.value === value)?.words;
  const set = (value: string, words: string | null) => {
    const rest = slot.words.filter((row) => row.value !== value);
    put({ ...slot, words: words === null ? rest : [...rest, { value, words }] });
  };
  const rows = [...(values ?? []), ...others];
  if (rows.length === 0 && values === null)
    return <p className="desk-quiet">The values are read once code and edition are saved and known.</p>;
  if (rows.length === 0)
    return <p className="desk-quiet">The codes of this family have no value of this kind.</p>;
  return (
    <table className="family__words">
      <thead>
        <tr>
          <th scope="col">Value</th>
          <th scope="col">Words in the text</th>
          <th scope="col">Left out</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ value, said, codes, example }) => {
          const words = wordsOf(value);
          const name = value || 'No value';
          const lacking = words === undefined && !(slot.asSaid && value !== '');
          return (
            <tr key={value} className={lacking ? 'family__lacking' : ''}>
              <th scope="row">
                {name}
                <small>
                  {said && !name.endsWith(said) ? `${said} · ` : ''}
                  {codes > 0
                    ? `${codes === 1 ? '1 code, ' : `${codes.toLocaleString('en-US')} codes, such as `}${example}`
                    : values && 'in no code now'}
                  {lacking ? ' · no words yet' : ''}
                </small>
              </th>
              <td>
                <textarea
                  rows={1}
                  aria-label={`Words for ${name}`}
                  value={words ?? ''}
                  disabled={words === ''}
                  placeholder={slot.asSaid && said ? said : ''}
                  onChange={({ target }) => set(value, target.value === '' ? null : target.value)}
                />
              </td>
              <td>
                <input
                  type="checkbox"
                  aria-label={`Leave out for ${name}`}
                  checked={words === ''}
                  onChange={({ target }) => set(value, target.checked ? '' : null)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
