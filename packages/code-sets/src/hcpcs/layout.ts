/**
 * The HCPCS contractor record of 320 columns. Source: the record layout that CMS publishes with each release
 * (HCPCS2019_recordlayout.txt). The workbook has the same fields in 48 columns named as `sheet` says; the same
 * names have stood since 2017.
 */
export type Field = {
  name: string;
  /** Offset from 0 and width of one entry in the fixed-width record. */
  at: number;
  width: number;
  /** How many entries stand side by side. */
  times: number;
  /** The workbook's column names, one per entry. */
  sheet: string[];
  /**
   * What an entry that is not blank looks like. Shapes, not lists of values: CMS adds values between years, and
   * a new one must not turn a release away, while a letter among digits must.
   */
  shape: RegExp;
};

const numbered = (name: string, times: number) =>
  Array.from({ length: times }, (_, index) => `${name}${index + 1}`);
const field = (
  name: string,
  at: number,
  width: number,
  sheet: string | string[],
  shape: RegExp = /^/,
): Field => {
  const columns = typeof sheet === 'string' ? [sheet] : sheet;
  return { name, at, width, times: columns.length, sheet: columns, shape };
};

export const codeField = field('code', 0, 5, 'HCPC');
export const sequenceField = field('sequence', 5, 5, 'SEQNUM');
export const recordIdField = field('recordId', 10, 1, 'RECID');
export const longField = field('long', 11, 80, 'LONG DESCRIPTION');
export const shortField = field('short', 91, 28, 'SHORT DESCRIPTION');

/** A section of a manual: `60-9`, `2049.5`, `2130 A`. */
const section = /^\d[\dA-Z.\- ]{2,7}$/;
/** A day; some rows of 2018 write it without the century. */
const groupDay = /^(?:19|20)?\d{6}$/;

/** Indicator fields, kept as they are and decoded for the page. */
export const indicatorFields: Field[] = [
  field('pricing', 119, 2, numbered('PRICE', 4), /^\d{2}$/),
  field('multiplePricing', 127, 1, 'MULT_PI', /^[9A-Z]$/),
  field('coverageIssuesManual', 128, 6, numbered('CIM', 3), section),
  field('carriersManual', 146, 8, numbered('MCM', 3), section),
  field('statute', 170, 10, 'STATUTE', /^[\dA-Za-z().,\-/ ]{2,10}$/),
  field('labCertification', 180, 3, numbered('LABCERT', 8), /^\d{3}$/),
  field('crossReference', 204, 5, numbered('XREF', 5), /^[\dA-Z]{2,5}$/),
  field('coverage', 229, 1, 'COV', /^[A-Z]$/),
  field('ascGroup', 230, 2, 'ASC_GRP', /^[\dA-Z]{2}$/),
  field('ascEffective', 232, 8, 'ASC_DT', groupDay),
  field('outpatientGroup', 240, 3, 'OPPS', /^[\dA-Z]{3}$/),
  field('outpatientGroupPolicy', 243, 1, 'OPPS_PI', /^[1-9]$/),
  field('outpatientGroupEffective', 244, 8, 'OPPS_DT', groupDay),
  field('processingNote', 252, 4, 'PROCNOTE', /^\d{4}$/),
  field('betos', 256, 3, 'BETOS', /^[A-Z]\d[A-Z]?$/),
  field('typeOfService', 260, 1, numbered('TOS', 5), /^[\dA-Z]$/),
  field('anesthesiaBaseUnits', 265, 3, 'ANEST_BU', /^\d{1,3}$/),
  field('actionCode', 292, 1, 'ACTION CD', /^[ABCDFNPRST]$/),
];

export const dateFields = {
  added: field('added', 268, 8, 'ADD DT'),
  effective: field('effective', 276, 8, 'ACT EFF DT'),
  terminated: field('terminated', 284, 8, 'TERM DT'),
};

export const allFields: Field[] = [
  codeField,
  sequenceField,
  recordIdField,
  longField,
  shortField,
  ...indicatorFields,
  ...Object.values(dateFields),
];

/** Columns that no field of the text form uses, as offsets: they are blank. */
export const fillers: [from: number, to: number][] = [
  [259, 260],
  [293, 320],
];

/** "Sequence number by 100s": what the rows of one code count up by in the text form. Workbooks differ. */
export const sequenceStep = 100;

/** The last column that a first record must reach: the action code. */
export const shortestFirstRecord = 293;
export const recordLength = 320;

/** Procedure or modifier (three blanks before it), sequence number, record id. */
export const recordStart = /^(?:[A-Z0-9]{5}| {3}[A-Z0-9]{2})\d{5}[3478]/;

export const procedureCode = /^[A-Z]\d{4}$/;
export const modifierCode = /^[A-Z0-9]{2}$/;

/**
 * Codes whose descriptors others license: CDT (D and four digits), CPT (five digits, or four and a letter) and
 * the modifiers of CPT (two digits, or a digit and P).
 */
export const licensedCode = /^(?:D\d{4}|\d{5}|\d{4}[A-Z]|\d{2}|\dP)$/;
