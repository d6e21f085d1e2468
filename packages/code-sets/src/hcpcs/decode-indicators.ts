import type { Indicators } from '../code-record.ts';
import {
  actionWords,
  coverageWords,
  labCertificationWords,
  multiplePricingWords,
  pricingWords,
} from './indicator-words.ts';

/** An indicator as a page shows it. */
export type DecodedIndicator = {
  name: string;
  value: string;
  /** Null where the layout gives no words for the value. */
  meaning: string | null;
  /** Leads to a manual that CMS has retired. */
  historical: boolean;
};

type Decoder = { field: string; name: string; words?: Record<string, string>; historical?: boolean };

/** In the order in which a page shows them. */
const decoders: Decoder[] = [
  { field: 'coverage', name: 'Medicare coverage', words: coverageWords },
  { field: 'pricing', name: 'Pricing', words: pricingWords },
  { field: 'multiplePricing', name: 'Multiple pricing', words: multiplePricingWords },
  { field: 'typeOfService', name: 'Type of service' },
  { field: 'betos', name: 'BETOS category' },
  { field: 'actionCode', name: 'Last action', words: actionWords },
  { field: 'statute', name: 'Statute' },
  { field: 'labCertification', name: 'Laboratory certification', words: labCertificationWords },
  { field: 'crossReference', name: 'Cross-reference' },
  { field: 'processingNote', name: 'Processing note' },
  { field: 'anesthesiaBaseUnits', name: 'Anesthesia base units' },
  {
    field: 'ascGroup',
    name: 'Ambulatory surgical center',
    words: { YY: 'Approved for an ambulatory surgical center' },
  },
  { field: 'outpatientGroup', name: 'Outpatient payment group' },
  { field: 'coverageIssuesManual', name: 'Coverage Issues Manual', historical: true },
  { field: 'carriersManual', name: 'Medicare Carriers Manual', historical: true },
];

/** The indicators of a HCPCS record in words, in the order of a page. One line per value. */
export function decodeIndicators(indicators: Indicators): DecodedIndicator[] {
  return decoders.flatMap(({ field, name, words = {}, historical = false }) => {
    const given = indicators[field] ?? [];
    const values = typeof given === 'string' ? [given] : given;
    return values
      .filter((value) => field !== 'anesthesiaBaseUnits' || Number(value) > 0)
      .map((value) => ({ name, value, meaning: words[value] ?? null, historical }));
  });
}
