import { type Anchor, anchorAt } from '../../discussion/anchor.ts';
import { stretchOf, surfaceText } from './surface-text.ts';

/** A passage that somebody selected; `part` null where the page shows the whole text as one. */
export type Passage = { part: string | null; anchor: Anchor };

type Field = HTMLInputElement | HTMLTextAreaElement;

/** A place of the page that shows a part of the text: an editor, a field, or a text to be read. */
export type Surface = { part: string | null; element: HTMLElement; field: Field | null };

const editors = '.rich-text-lexical[data-field-path]';
const wholeText = '[data-discussion-text]';
const lines = '#field-plainTitle, [id^="field-sections__"][id$="__summary"]';

/** Every place of the page that shows a part of the text now. Parts behind a closed tab have none. */
export function surfaces(): Surface[] {
  const rich = [...document.querySelectorAll<HTMLElement>(editors)].flatMap((field) => {
    const element = field.querySelector<HTMLElement>('[data-lexical-editor]');
    return element ? [{ part: field.dataset.fieldPath ?? null, element, field: null }] : [];
  });
  const plain = [...document.querySelectorAll<HTMLElement>(lines)].flatMap((element) =>
    isField(element)
      ? [{ part: element.id.slice('field-'.length).replaceAll('__', '.'), element, field: element }]
      : [],
  );
  const read = [...document.querySelectorAll<HTMLElement>(wholeText)];
  return [...rich, ...plain, ...read.map((element) => ({ part: null, element, field: null }))];
}

export function textOf({ element, field }: Surface): string {
  return field ? field.value : surfaceText(element).text;
}

/** What is selected in one of the surfaces; null where nothing is. */
export function selectedPassage(): (Passage & { near: DOMRect }) | null {
  const active = document.activeElement;
  for (const surface of surfaces()) {
    const { part, element, field } = surface;
    if (field && field === active) {
      const [start, end] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
      if (field.value.slice(start, end).trim() === '') return null;
      return { part, anchor: anchorAt(field.value, start, end), near: field.getBoundingClientRect() };
    }
    const range = selectedRange(element);
    if (!range) continue;
    const text = surfaceText(element);
    const stretch = stretchOf(text, range);
    if (!stretch) return null;
    const anchor = anchorAt(text.text, stretch.start, stretch.end);
    return { part, anchor, near: range.getBoundingClientRect() };
  }
  return null;
}

/** Whether the keyboard or the pointer is in one of the surfaces. */
export function isInSurface(node: Node | null): boolean {
  return node !== null && surfaces().some(({ element }) => element.contains(node));
}

function selectedRange(element: HTMLElement): Range | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  return element.contains(range.commonAncestorContainer) ? range : null;
}

function isField(element: HTMLElement): element is Field {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}
