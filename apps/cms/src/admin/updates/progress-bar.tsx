const percent = (done: number, total: number) => (total === 0 ? 100 : Math.floor((done / total) * 100));

/** How much is done, as a bar and in numbers. */
export function ProgressBar({ done, total }: { done: number; total: number }) {
  return (
    <span className="updates-progress">
      <span className="updates-progress__track" aria-hidden="true">
        <span style={{ width: `${percent(done, total)}%` }} />
      </span>
      <span className="updates-progress__words">
        {done.toLocaleString('en-US')} of {total.toLocaleString('en-US')} done
      </span>
    </span>
  );
}
