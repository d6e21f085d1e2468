/** Numbered steps on standard error, each with the seconds that it took. */
export function steps(total: number) {
  let current = 0;
  return async function step<T>(title: string, work: () => Promise<T> | T): Promise<T> {
    current += 1;
    const head = `[${current}/${total}] ${title}`;
    console.error(head);
    const started = performance.now();
    const result = await work();
    console.error(
      `${' '.repeat(`[${current}/${total}] `.length)}done in ${seconds(performance.now() - started)}`,
    );
    return result;
  };
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
