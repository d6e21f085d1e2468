import type { CodeBeside, CodeNear } from '../../beside/code-beside.ts';

/** Where the code stands: what is above it and what is around it, each with the way to its explanation. */
export function CodesNear({ beside }: { beside: CodeBeside }) {
  const { ancestors, before, after } = beside;
  return (
    <>
      {ancestors.length > 0 && <NearList title="Above it" codes={ancestors} />}
      {before.length > 0 && <NearList title="Before it" codes={before} />}
      {after.length > 0 && <NearList title="After it" codes={after} />}
    </>
  );
}

function NearList({ title, codes }: { title: string; codes: readonly CodeNear[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul className="desk-near">
        {codes.map(({ code, displayCode, descriptor, text }) => (
          <li key={code}>
            <strong>{displayCode}</strong> {descriptor}{' '}
            {text && (
              <a
                href={`/admin/collections/explanations/${text.explanation}`}
                target="_blank"
                rel="noreferrer"
              >
                Explanation: {text.state}
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
