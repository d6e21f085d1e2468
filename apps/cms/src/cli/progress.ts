/** What a progress line is about: `codes`, `pages`. */
export interface Progress {
  update(done: number, total: number | null): void;
  /** Ends the line; `text` stays on the screen. */
  end(text?: string): void;
}

const screenEvery = 100;
const linesEvery = 5_000;

/**
 * Progress of long work on standard error: one line that is written over on a terminal, a plain line every
 * few seconds elsewhere. With rate, and time left where the total is known.
 */
export function showProgress(
  label: string,
  unit: string,
  out: NodeJS.WriteStream = process.stderr,
): Progress {
  const started = performance.now();
  const live = out.isTTY === true;
  let last = live ? 0 : started;
  return {
    update(done, total) {
      const now = performance.now();
      if (now - last < (live ? screenEvery : linesEvery)) return;
      last = now;
      const text = `${label}: ${progressText(done, total, unit, (now - started) / 1000)}`;
      out.write(live ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end(text) {
      if (live) out.write('\r\u001b[K');
      if (text) out.write(`${text}\n`);
    },
  };
}

/** `45,000 of 97,584 codes, 21,300/s, 3 s left` */
export function progressText(done: number, total: number | null, unit: string, seconds: number): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const parts = [`${count(done)}${total === null ? '' : ` of ${count(total)}`} ${unit}`];
  if (rate > 0) parts.push(`${count(Math.round(rate))}/s`);
  if (rate > 0 && total !== null) parts.push(`${Math.ceil(Math.max(total - done, 0) / rate)} s left`);
  return parts.join(', ');
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** What this process has cost so far: `12.3 s, 245 MB at most`. */
export function costText(): string {
  const { seconds, peakMegabytes } = cost();
  return `${seconds} s, ${peakMegabytes} MB at most`;
}

export function cost(): { seconds: number; peakMegabytes: number } {
  return {
    seconds: Math.round(performance.now() / 100) / 10,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
