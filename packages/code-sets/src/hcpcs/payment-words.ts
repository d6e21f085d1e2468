// Coverage, payment and maintenance in the contractor record, in words of our own after the record layout's.
// Pricing 40 is newer than the layout of 2019; its words follow the codes that carry it.

export const coverageWords: Record<string, string> = {
  C: 'The Medicare contractor decides on coverage',
  D: 'Special coverage instructions apply',
  I: 'Not payable by Medicare',
  M: 'Not covered by Medicare',
  S: 'Not covered, by statute',
};

export const pricingWords: Record<string, string> = {
  '00': 'Not priced separately under Part B',
  11: 'Priced by national relative value units',
  12: 'Priced by national anesthesia base units',
  13: 'Priced by the Medicare contractor',
  21: 'Laboratory fee with a national limit',
  22: 'Laboratory fee set by the Medicare contractor',
  31: 'Equipment that needs frequent servicing, with floor and ceiling',
  32: 'Inexpensive or routinely purchased equipment, with floor and ceiling',
  33: 'Oxygen and oxygen equipment, with floor and ceiling',
  34: 'Supplies for durable equipment, with floor and ceiling',
  35: 'Surgical dressings, with floor and ceiling',
  36: 'Rental of durable equipment with a cap, with floor and ceiling',
  37: 'Ostomy, tracheostomy and urological supplies, with floor and ceiling',
  38: 'Orthotics, prosthetics and vision services, with floor and ceiling',
  39: 'Parenteral and enteral nutrition',
  40: 'Lymphedema compression items',
  45: 'Customized durable equipment',
  46: 'Priced by the Medicare contractor, item by item',
  51: 'Drugs',
  52: 'Reasonable charge',
  53: 'Statute',
  54: 'Vaccinations',
  55: 'Splints and casts',
  56: "Lenses implanted in a physician's office",
  57: 'Priced by the Medicare contractor, other items',
  99: 'No value established',
};

/** Payment policy of an ambulatory surgical center for the code. */
export const outpatientPolicyWords: Record<string, string> = {
  1: 'Covered in an ambulatory surgical center',
  2: 'Bundled, no separate payment',
  3: 'Not on the list of ambulatory surgical centers',
  4: 'Invalid code with 90 days of grace',
  6: 'Paid separately in an ambulatory surgical center',
  7: 'Restricted coverage in an ambulatory surgical center',
  9: 'Payment of ambulatory surgical centers does not apply',
};

export const multiplePricingWords: Record<string, string> = {
  9: 'Does not apply: not priced separately, or no value established',
  A: 'Does not apply: priced in one way',
  B: 'Professional part by relative value units; the rest by the Medicare contractor',
  C: 'Interpretation by relative value units; the test by the laboratory fee schedule',
  D: 'Physicians and clinical psychologists by their own schedules (until 1998)',
  E: 'Physicians, psychologists and social workers by their own schedules (until 1998)',
  F: 'Physicians by the contractor; psychologists and social workers by their schedules (until 1998)',
  G: 'Reasonable charge together with blood products, otherwise the laboratory fee schedule',
};

export const actionWords: Record<string, string> = {
  A: 'Code or modifier added',
  B: 'Several changes at once',
  C: 'Long descriptor changed',
  D: 'Discontinued',
  F: 'Administrative data changed',
  N: 'No change in this edition',
  P: 'Payment data changed',
  R: 'Discontinued code or modifier taken up again',
  S: 'Short descriptor changed',
  T: 'Other change',
};

export const labCertificationWords: Record<string, string> = {
  '010': 'Histocompatibility testing',
  100: 'Microbiology',
  110: 'Bacteriology',
  115: 'Mycobacteriology',
  120: 'Mycology',
  130: 'Parasitology',
  140: 'Virology',
  150: 'Other microbiology',
  200: 'Diagnostic immunology',
  210: 'Syphilis serology',
  220: 'General immunology',
  300: 'Chemistry',
  310: 'Routine chemistry',
  320: 'Urinalysis',
  330: 'Endocrinology',
  340: 'Toxicology',
  350: 'Other chemistry',
  400: 'Hematology',
  500: 'Immunohematology',
  510: 'ABO group and Rh type',
  520: 'Antibody detection for transfusion',
  530: 'Antibody detection other than for transfusion',
  540: 'Antibody identification',
  550: 'Compatibility testing',
  560: 'Other immunohematology',
  600: 'Pathology',
  610: 'Histopathology',
  620: 'Oral pathology',
  630: 'Cytology',
  800: 'Radiobioassay',
  900: 'Clinical cytogenetics',
};
