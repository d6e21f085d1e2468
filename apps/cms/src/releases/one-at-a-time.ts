import type { Payload } from 'payload';

type InLine = <T>(payload: Payload, work: () => Promise<T>) => Promise<T>;

/** A line of work in this process: of one desk one piece is done after the other. */
export function lineOfWork(): InLine {
  const ends = new WeakMap<Payload, Promise<unknown>>();
  return async (payload, work) => {
    const mine = (ends.get(payload) ?? Promise.resolve()).then(work);
    ends.set(
      payload,
      mine.catch(() => undefined),
    );
    return await mine;
  };
}

/**
 * The line of those who change a release that waits: what is read at the beginning of their work still stands at its end.
 * Another process keeps out of a desk's waiting releases by itself.
 */
export const oneAtATime: InLine = lineOfWork();
