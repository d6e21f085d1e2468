import type { Progress } from '@plaincode/publish';

const names: Record<Progress['stage'], string> = {
  pages: 'pages',
  files: 'writing the list of files',
  disk: 'waiting for the disk',
};

/** Where progress is shown: `process.stderr` or a stand-in. */
type Screen = { isTTY?: boolean | undefined; write(text: string): unknown };

/**
 * Shows progress with its rate and the time left: one line that is written over on a terminal, a plain line every
 * five seconds elsewhere.
 */
export function createProgress(screen: Screen, now = () => performance.now()): (progress: Progress) => void {
  const started = now();
  const pause = screen.isTTY ? 200 : 5000;
  let last = screen.isTTY ? 0 : started;
  let stage: Progress['stage'] = 'pages';
  return (progress) => {
    const changed = progress.stage !== stage;
    if (now() - last < pause && !changed) return;
    last = now();
    stage = progress.stage;
    const line = describe(progress, (last - started) / 1000);
    screen.write(screen.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
  };
}

/** `41,216 of 97,584 pages, 3,100 a second, 18 s left`. */
export function describe({ stage, done, total }: Progress, elapsed: number): string {
  if (stage !== 'pages') return `${names[stage]} (${done.toLocaleString('en-US')})`;
  const rate = done / Math.max(elapsed, 0.001);
  const count = total !== null && total >= done ? `${said(done)} of ${said(total)}` : said(done);
  const left =
    total !== null && total > done && rate > 0 ? `, ${Math.ceil((total - done) / rate)} s left` : '';
  return `${count} pages, ${said(Math.round(rate))} a second${left}`;
}

const said = (count: number) => count.toLocaleString('en-US');
