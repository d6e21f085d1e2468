import type { SealedTier } from '@plaincode/content-schemas';
import type { SealedPart, ShownTerms } from './page-facts.ts';

/** The parts that are still sealed, in the page's order. */
export function findSealedParts(root: ParentNode): SealedPart[] {
  return [...root.querySelectorAll<HTMLElement>('[data-part]')].map((element) => ({
    part: element.dataset.part ?? '',
    tier:
      (['metered', 'registered', 'subscriber'] satisfies SealedTier[]).find(
        (t) => t === element.dataset.tier,
      ) ?? 'registered',
    ...('underTerms' in element.dataset && { underTerms: true }),
  }));
}

/** The licence terms that stand in a sealed part's place; null on a page without any. */
export function findTerms(root: ParentNode): ShownTerms | null {
  const terms = root.querySelector<HTMLElement>('[data-part] [data-terms]');
  const part = terms?.closest<HTMLElement>('[data-part]')?.dataset.part;
  return terms?.dataset.terms && part ? { part, hash: terms.dataset.terms } : null;
}

/**
 * Puts the opened texts in the places of their locks, all in one go so that the page moves at most once.
 * Returns the heading of the first, for whoever pressed the button.
 */
export function placeParts(parts: ReadonlyMap<string, string>): HTMLElement | null {
  const places = [...document.querySelectorAll<HTMLElement>('[data-part]')].flatMap((place) => {
    const html = parts.get(place.dataset.part ?? '');
    return html === undefined ? [] : [{ place, html }];
  });
  const heading = document.getElementById(
    (places.find(isDescription) ?? places[0])?.place.dataset.part ?? '',
  );
  for (const { place, html } of places) {
    const template = document.createElement('template');
    template.innerHTML = html;
    place.replaceChildren(template.content);
    place.classList.add('opened');
    delete place.dataset.part;
  }
  return heading;
}

const isDescription = ({ place }: { place: HTMLElement }): boolean => place.dataset.part === 'explanation';
