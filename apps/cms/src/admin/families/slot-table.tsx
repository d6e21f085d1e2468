'use client';

import { useDocumentInfo, useField } from '@payloadcms/ui';
import { sourceLabels } from '../../workflow/families/labels.ts';
import type { Slot } from '../../workflow/families/slot.ts';
import { SlotWords } from './slot-words.tsx';
import { useFamily } from './use-family.ts';

const fresh: Slot = { name: '', source: 'laterality', asSaid: false, words: [] };

/** The slots of a text: for each the words that stand in its place, value by value as the family has them. */
export function SlotTable() {
  const { value, setValue } = useField<Slot[] | null>({ path: 'slots' });
  const { hasSavePermission } = useDocumentInfo();
  const { family } = useFamily({ page: 1, q: '', code: null });
  const slots = Array.isArray(value) ? value : [];
  const put = (at: number, slot: Slot | null) =>
    setValue(slots.flatMap((one, index) => (index === at ? (slot ?? []) : one)));
  return (
    <section className="family" aria-labelledby="family-slots">
      <h2 id="family-slots">Slots</h2>
      <p className="desk-quiet">
        Write a slot in the text as {'{{name}}'}, in one look of letters; {'{{Name}}'} begins with a capital.
        Words for a value may be left out.
      </p>
      {slots.map((slot, index) => {
        const key = `slot ${index}`;
        return (
          <fieldset key={key} disabled={!hasSavePermission}>
            <legend>{slot.name ? `{{${slot.name}}}` : 'A new slot'}</legend>
            <div className="family__slot">
              <label>
                Name
                <input
                  type="text"
                  value={slot.name}
                  placeholder="laterality"
                  onChange={({ target }) => put(index, { ...slot, name: target.value })}
                />
              </label>
              <label>
                Filled from
                <select
                  value={slot.source}
                  onChange={({ target }) =>
                    put(index, { ...slot, source: target.value as Slot['source'], words: [] })
                  }
                >
                  {Object.entries(sourceLabels).map(([source, label]) => (
                    <option key={source} value={source}>
                      {label}
                    </option>
                  ))}
                </select>
              </label>
              <label className="family__check">
                <input
                  type="checkbox"
                  checked={slot.asSaid}
                  onChange={({ target }) => put(index, { ...slot, asSaid: target.checked })}
                />
                Values without words stand as the official data say them
              </label>
              <button type="button" onClick={() => put(index, null)}>
                Remove this slot
              </button>
            </div>
            <SlotWords
              slot={slot}
              values={family?.values[slot.source] ?? null}
              put={(one) => put(index, one)}
            />
          </fieldset>
        );
      })}
      {hasSavePermission && (
        <button type="button" onClick={() => setValue([...slots, fresh])}>
          Add a slot
        </button>
      )}
    </section>
  );
}
