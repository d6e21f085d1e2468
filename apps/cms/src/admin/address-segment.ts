/** One segment of a page's address in its letters; one that nobody can decode names nothing, and stays as it is. */
export function addressSegment(segments: unknown, at: number): string {
  const segment = Array.isArray(segments) ? String(segments[at] ?? '') : '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
