import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** The pages as global data: what Eleventy's own manual offers for pages that come from elsewhere. */
export default function (config) {
  config.addGlobalData('pages', async () => {
    const pages = [];
    for await (const line of createInterface({ input: createReadStream(process.env.BENCH_PAGES_FILE) }))
      pages.push(JSON.parse(line));
    return pages;
  });
}
