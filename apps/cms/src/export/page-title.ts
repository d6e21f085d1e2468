const longest = 96;

/** What a title needs to know of a code set. */
interface TitledSet {
  shortName: string;
  licensed: boolean;
}

/**
 * How lists, links and the page's own title call a code. A public set lends its descriptor, cut at a word. A
 * licensed set never does: the publisher's plain title stands there, or the bare code.
 */
export function pageTitle(
  set: TitledSet,
  displayCode: string,
  descriptor: string,
  plainTitle: string | null,
): string {
  if (set.licensed) return plainTitle ?? `${set.shortName} ${displayCode}`;
  return shortened(descriptor);
}

function shortened(text: string): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  const end = cut.lastIndexOf(' ');
  const words = cut.slice(0, end > 0 ? end : longest).replace(/[\s,;:(]+$/, '');
  return `${words}…`;
}
