import DataLoader from 'dataloader';
import type { Payload } from 'payload';
import { editionLabels, withNames } from './text-names.ts';

/**
 * Names for cells of a list. Each cell asks for its own; what is asked for in one turn is read together. Nothing is
 * remembered: codes and editions may be imported at any time.
 */
type Loaders = { codes: DataLoader<string, string>; editions: DataLoader<string, string> };

const loadersOf = new WeakMap<Payload, Loaders>();

/** `ICD-10-CM S52.5` for `icd-10-cm/S525`. */
export async function codeName(payload: Payload, codeKey: string): Promise<string> {
  return await loaders(payload).codes.load(codeKey);
}

/** `October 2025` for `hcpcs-2025-10-01`. */
export async function editionLabel(payload: Payload, id: string): Promise<string> {
  return await loaders(payload).editions.load(id);
}

function loaders(payload: Payload): Loaders {
  const known = loadersOf.get(payload);
  if (known) return known;
  const made: Loaders = {
    codes: new DataLoader(
      async (keys) => {
        const named = await withNames(
          payload,
          keys.map((codeKey) => ({ codeKey })),
        );
        return named.map(({ name }) => name);
      },
      { cache: false },
    ),
    editions: new DataLoader(
      async (ids) => {
        const labels = await editionLabels(payload, ids);
        return ids.map((id) => labels.get(id) ?? id);
      },
      { cache: false },
    ),
  };
  loadersOf.set(payload, made);
  return made;
}
