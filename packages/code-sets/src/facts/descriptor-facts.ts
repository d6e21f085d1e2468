import type { CodeDescriptors } from '../cpt/descriptor-table.ts';
import type { FactsContent } from '../official-content.ts';
import type { Fact } from './facts.ts';

type DescriptorFacts = Pick<FactsContent, 'factKind' | 'facts' | 'droppedLicensed'>;

/** The consumer and the clinician descriptors of a release as facts; a table that it does not bring is left out. */
export function descriptorFacts(descriptors: ReadonlyMap<string, CodeDescriptors>): DescriptorFacts[] {
  const consumer: Fact<'consumer-descriptors'>[] = [];
  const clinician: Fact<'clinician-descriptors'>[] = [];
  for (const [code, { consumer: text, clinician: texts }] of descriptors) {
    if (text !== null) consumer.push({ code, content: { text } });
    if (texts.length > 0) clinician.push({ code, content: { texts } });
  }
  const kinds: DescriptorFacts[] = [
    { factKind: 'consumer-descriptors', facts: consumer, droppedLicensed: 0 },
    { factKind: 'clinician-descriptors', facts: clinician, droppedLicensed: 0 },
  ];
  return kinds.filter(({ facts }) => facts.length > 0);
}
