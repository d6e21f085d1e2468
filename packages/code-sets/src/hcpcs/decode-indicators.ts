import type { Indicators } from '../code-record.ts';
import { parseCompactDay } from '../text-checks.ts';
import {
  actionWords,
  coverageWords,
  labCertificationWords,
  multiplePricingWords,
  outpatientPolicyWords,
  pricingWords,
} from './payment-words.ts';
import { betosWords, typeOfServiceWords } from './service-words.ts';

/** An indicator as a page shows it. */
export type DecodedIndicator = {
  name: string;
  value: string;
  /** Null where the layout gives no words for the value. */
  meaning: string | null;
  /** Leads to a manual that CMS has retired. */
  historical: boolean;
  /** What it belongs to on a page; `code`: the code itself. */
  about: IndicatorSubject;
};

export type IndicatorSubject = 'coverage' | 'crosswalk' | 'code';

type Decoder = {
  field: string;
  name: string;
  about?: IndicatorSubject;
  words?: Record<string, string>;
  /** Every value is a section of a manual that CMS has retired. */
  historical?: boolean;
  /** The value is a day, written YYYYMMDD. */
  day?: boolean;
};

/** Says that a corrections file gave the descriptors, whose columns cut them. */
const cutWords = { 'corrections file': 'Cut short in the corrections file that gives them' };

/** In the order in which a page shows them. */
const decoders: Decoder[] = [
  { field: 'coverage', name: 'Medicare coverage', words: coverageWords },
  { field: 'pricing', name: 'Pricing', words: pricingWords },
  { field: 'multiplePricing', name: 'Multiple pricing', words: multiplePricingWords },
  { field: 'typeOfService', name: 'Type of service', words: typeOfServiceWords },
  { field: 'betos', name: 'BETOS category', words: betosWords },
  { field: 'actionCode', name: 'Last action', about: 'code', words: actionWords },
  { field: 'descriptorCut', name: 'Descriptors', about: 'code', words: cutWords },
  { field: 'statute', name: 'Statute' },
  { field: 'labCertification', name: 'Laboratory certification', words: labCertificationWords },
  { field: 'crossReference', name: 'Cross-reference', about: 'crosswalk' },
  { field: 'processingNote', name: 'Processing note' },
  { field: 'anesthesiaBaseUnits', name: 'Anesthesia base units' },
  {
    field: 'ascGroup',
    name: 'Ambulatory surgical center',
    words: { YY: 'Approved for an ambulatory surgical center' },
  },
  { field: 'ascEffective', name: 'Ambulatory surgical center since', day: true },
  { field: 'outpatientGroup', name: 'Outpatient payment group' },
  { field: 'outpatientGroupPolicy', name: 'Outpatient payment policy', words: outpatientPolicyWords },
  { field: 'outpatientGroupEffective', name: 'Outpatient payment group since', day: true },
  { field: 'coverageIssuesManual', name: 'Coverage Issues Manual', historical: true },
  { field: 'carriersManual', name: 'Medicare Carriers Manual', historical: true },
];

/** The indicators of a HCPCS record in words, in the order of a page. One line per value. */
export function decodeIndicators(indicators: Indicators): DecodedIndicator[] {
  return decoders.flatMap((decoder) => {
    const given = indicators[decoder.field] ?? [];
    const values = typeof given === 'string' ? [given] : given;
    return values
      .filter((value) => decoder.field !== 'anesthesiaBaseUnits' || Number(value) > 0)
      .map((value) => decode(decoder, value));
  });
}

function decode(
  { name, about = 'coverage', words = {}, historical = false, day }: Decoder,
  value: string,
): DecodedIndicator {
  const meaning = Object.hasOwn(words, value) ? words[value] : undefined;
  return {
    name,
    value: (day && parseCompactDay(value)) || value,
    meaning: meaning ?? (historical ? 'A reference to a retired manual' : null),
    historical,
    about,
  };
}
