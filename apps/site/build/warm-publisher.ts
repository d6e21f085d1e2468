import { PublishRefused } from '@plaincode/publish';
import { readBundle } from './bundle.ts';
import type { PublisherEnv } from './env.ts';
import { createPublisher, type SitePublisher } from './publisher.ts';

export type WarmPublisher = {
  /**
   * Lends the publisher, its workers kept from the time before, to one publish at a time; makes it anew once the
   * site was rebuilt or something broke it. Throws `busy` while another has it.
   */
  lend<T>(work: (publisher: SitePublisher) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** A publisher that is made at first need. */
export function createWarmPublisher(env: PublisherEnv, dist: string): WarmPublisher {
  let publisher: SitePublisher | null = null;
  let busy = false;
  const close = async () => {
    const closing = publisher;
    publisher = null;
    await closing?.close();
  };
  const lend: WarmPublisher['lend'] = async (work) => {
    if (busy) throw new PublishRefused('busy', 'Another publish is under way.');
    busy = true;
    try {
      if (publisher && publisher.template !== readBundle(dist).template) await close();
      publisher ??= createPublisher(env, dist);
      return await work(publisher);
    } catch (error) {
      // A worker that met a full disk is gone.
      if (!(error instanceof PublishRefused) || error.code === 'disk-full') await close();
      throw error;
    } finally {
      busy = false;
    }
  };
  return { lend, close };
}
