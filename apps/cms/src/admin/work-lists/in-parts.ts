/** A desk answers one request for so many texts within seconds. */
const atOnce = 50;

/** Does some work for many texts, a part after the other; `progress` is told how many are done. */
export async function inParts<Text>(
  texts: readonly Text[],
  work: (some: Text[]) => Promise<void>,
  progress: (done: number) => void,
): Promise<void> {
  for (let at = 0; at < texts.length; at += atOnce) {
    progress(at);
    await work(texts.slice(at, at + atOnce));
  }
}
