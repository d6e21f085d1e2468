type Related = string | { id: string };

/** The id of a related document, whether it was read along or not; null where there is none. */
export function relationId(value: Related): string;
export function relationId(value: Related | null | undefined): string | null;
export function relationId(value: Related | null | undefined): string | null {
  return (typeof value === 'object' ? value?.id : value) || null;
}
