/**
 * What the first letter of a HCPCS Level II code stands for, in words of our own: the release files group codes by it and
 * name no group.
 */
const sections: Record<string, string> = {
  A: 'Ambulance, medical and surgical supplies',
  B: 'Enteral and parenteral nutrition',
  C: 'Hospital outpatient items and services',
  D: 'Dental services',
  E: 'Durable medical equipment',
  G: 'Procedures and professional services',
  H: 'Behavioral health services',
  J: 'Drugs given other than by mouth',
  K: 'Durable medical equipment, temporary codes',
  L: 'Orthotics and prosthetics',
  M: 'Medical services and quality measures',
  P: 'Pathology and laboratory',
  Q: 'Drugs, supplies and services, temporary codes',
  R: 'Transport of diagnostic equipment',
  S: 'Services of private payers',
  T: 'Services of state Medicaid agencies',
  U: 'Coronavirus tests',
  V: 'Vision, hearing and speech services',
};

/** The section that codes with a beginning stand in; null for other sets, and for modifiers, whose letters say nothing. */
export function sectionOfCodes(
  codeSet: { id: string },
  { start, path }: { start: string; path: string },
): { letter: string; name: string } | null {
  const letter = start[0] ?? '';
  const name = sections[letter];
  if (codeSet.id !== 'hcpcs' || path.includes('/modifiers/') || name === undefined) return null;
  return { letter, name };
}
