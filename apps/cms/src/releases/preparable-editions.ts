import type { Payload } from 'payload';
import { codeSystems } from '../imports/code-systems.ts';
import { setsShown, today } from './editions.ts';
import { livePins } from './live.ts';

export interface PreparableEdition {
  edition: string;
  codeSetName: string;
  label: string;
  /** `YYYY-MM-DD` */
  effective: string;
  /** The label of the edition that readers see now. */
  shown: string;
}

/** Every held edition that is later than what readers see of its set. */
export async function preparableEditions(payload: Payload): Promise<PreparableEdition[]> {
  const systems = await codeSystems(payload);
  const { shown: recorded } = await livePins(payload);
  const sets = await setsShown(
    payload,
    systems.map(({ slug }) => slug),
    { shown: recorded, today: today() },
  );
  return systems.flatMap(({ slug, name }) => {
    const { held, shown } = sets.get(slug) ?? { held: [], shown: null };
    if (!shown) return [];
    return held
      .filter(({ sequence }) => sequence > shown.sequence)
      .map(({ id, label, effective }) => ({
        edition: id,
        codeSetName: name,
        label,
        effective,
        shown: shown.label,
      }));
  });
}
