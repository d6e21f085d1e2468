/** If-Match compares strongly, and asks for nothing where it is absent (RFC 9110, section 13.1.1). */
export function matchesStrongly(header: string | undefined, etag: string): boolean {
  if (header === undefined) return true;
  const tags = header.split(',').map((tag) => tag.trim());
  return tags.includes('*') || tags.includes(etag);
}

/** If-None-Match compares weakly (RFC 9110, section 13.1.2). */
export function matchesAny(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header === etag) return true;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}

/**
 * Whether a range may be sent: If-Range compares strongly, and a date never holds since no answer has one (section
 * 13.1.5).
 */
export function allowsRange(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag;
}
