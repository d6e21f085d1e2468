import type { CodeSetEdition, PublicCodePage } from '@plaincode/content-schemas';

export interface NewestEdition {
  label: string;
  from: string;
  /** The day on which the next one usually takes effect: from then on this one is not known to hold. */
  due: string;
}

/** The newest edition held that says something of a code, whether or not it changed it. */
export function newestEdition({
  edition,
  history,
}: Pick<PublicCodePage, 'edition' | 'history'>): NewestEdition {
  const [latest] = history;
  const newest = latest && latest.edition.effective > edition.effective ? latest.edition : edition;
  return {
    label: newest.label,
    from: newest.effective,
    due: afterMonths(newest.effective, monthsOf(newest)),
  };
}

/** HCPCS has an edition each quarter, of which January's is the annual one. */
function monthsOf({ codeSet, kind }: CodeSetEdition): number {
  if (codeSet === 'hcpcs' || kind === 'quarterly') return 3;
  return kind === 'mid-year' ? 6 : 12;
}

function afterMonths(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}
