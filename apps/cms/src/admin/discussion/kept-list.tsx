'use client';

import { type KeptRemark, keepRemarks } from './kept-remarks.ts';

type Props = {
  explanation: string;
  kept: readonly KeptRemark[];
  mayAsk: boolean;
  onSay: (remark: KeptRemark) => Promise<void>;
};

/** What a reviewer wrote at passages and has not sent: it goes out with "Ask for changes". */
export function KeptList({ explanation, kept, mayAsk, onSay }: Props) {
  const without = (key: string) =>
    keepRemarks(
      explanation,
      kept.filter((one) => one.key !== key),
    );
  return (
    <div className="talk-kept" role="status">
      <p>
        {kept.length === 1
          ? 'One change to ask for, not sent yet.'
          : `${kept.length} changes to ask for, not sent yet.`}{' '}
        {mayAsk ? 'Send with “Ask for changes”.' : 'Changes cannot be asked for now.'}
      </p>
      <ul>
        {kept.map((remark) => (
          <li key={remark.key}>
            <q>{remark.passage?.anchor.quote}</q>{' '}
            {remark.proposed !== null &&
              (remark.proposed === '' ? 'should go. ' : `should read “${remark.proposed}”. `)}
            {remark.words}
            <div className="talk-buttons">
              {!mayAsk && (
                <button type="button" onClick={() => onSay(remark).then(() => without(remark.key))}>
                  Send as a comment
                </button>
              )}
              <button type="button" className="talk-quiet" onClick={() => without(remark.key)}>
                Drop
              </button>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
