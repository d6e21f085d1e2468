/** A step that takes long says so often that it is still at work: milliseconds. */
const signOfLife = 30_000;

/** Numbered steps on standard error, each with the seconds that it took, and signs of life of a long one. */
export function steps(total: number, every: number = signOfLife) {
  let current = 0;
  return async function step<T>(title: string, work: () => Promise<T> | T): Promise<T> {
    current += 1;
    const head = `[${current}/${total}] ${title}`;
    console.error(head);
    const started = performance.now();
    const tell = (words: string) =>
      console.error(
        `${' '.repeat(`[${current}/${total}] `.length)}${words} ${seconds(performance.now() - started)}`,
      );
    const timer = setInterval(() => tell('still at work after'), every);
    try {
      const result = await work();
      tell('done in');
      return result;
    } finally {
      clearInterval(timer);
    }
  };
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
