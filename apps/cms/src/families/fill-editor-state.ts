/** An editor state with the strings that readers read rewritten; everything else stays as it is. */
export function fillEditorState<T>(node: T, change: (text: string) => string): T {
  if (Array.isArray(node)) return node.map((one) => fillEditorState(one, change)) as T;
  if (node === null || typeof node !== 'object') return node;
  const entries = Object.entries(node).map(([key, value]) => {
    const words = (key === 'text' || key === 'caption' || key === 'summary') && typeof value === 'string';
    return [key, words ? change(value) : fillEditorState(value, change)];
  });
  return Object.fromEntries(entries) as T;
}
