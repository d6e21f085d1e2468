/**
 * The sections of ICD-10-PCS and what the seven characters stand for in each. Source: the ICD-10-PCS Official
 * Guidelines and the tables' own headings; names and axes have stood since the first release, with "New
 * Technology" added in 2016.
 */
export type Section = {
  name: string;
  /** What characters 2 to 7 stand for; the first one is the section. */
  axes: [string, string, string, string, string, string];
};

const surgical = ['Body System', 'Operation', 'Body Part', 'Approach', 'Device', 'Qualifier'] as const;
const placement = ['Body System', 'Operation', 'Body Region', 'Approach', 'Device', 'Qualifier'] as const;
const manipulation = ['Body System', 'Operation', 'Body Region', 'Approach', 'Method', 'Qualifier'] as const;
const therapy = ['Body System', 'Type', 'Qualifier', 'Qualifier', 'Qualifier', 'Qualifier'] as const;

const section = (name: string, axes: Readonly<Section['axes']>): Section => ({ name, axes: [...axes] });

export const sections: ReadonlyMap<string, Section> = new Map([
  ['0', section('Medical and Surgical', surgical)],
  ['1', section('Obstetrics', surgical)],
  ['2', section('Placement', placement)],
  [
    '3',
    section('Administration', [
      'Body System',
      'Operation',
      'Body System / Region',
      'Approach',
      'Substance',
      'Qualifier',
    ]),
  ],
  [
    '4',
    section('Measurement and Monitoring', [
      'Body System',
      'Operation',
      'Body System',
      'Approach',
      'Function / Device',
      'Qualifier',
    ]),
  ],
  [
    '5',
    section('Extracorporeal or Systemic Assistance and Performance', [
      'Body System',
      'Operation',
      'Body System',
      'Duration',
      'Function',
      'Qualifier',
    ]),
  ],
  [
    '6',
    section('Extracorporeal or Systemic Therapies', [
      'Body System',
      'Operation',
      'Body System',
      'Duration',
      'Qualifier',
      'Qualifier',
    ]),
  ],
  ['7', section('Osteopathic', manipulation)],
  ['8', section('Other Procedures', manipulation)],
  ['9', section('Chiropractic', manipulation)],
  ['B', section('Imaging', ['Body System', 'Type', 'Body Part', 'Contrast', 'Qualifier', 'Qualifier'])],
  [
    'C',
    section('Nuclear Medicine', [
      'Body System',
      'Type',
      'Body Part',
      'Radionuclide',
      'Qualifier',
      'Qualifier',
    ]),
  ],
  [
    'D',
    section('Radiation Therapy', [
      'Body System',
      'Modality',
      'Treatment Site',
      'Modality Qualifier',
      'Isotope',
      'Qualifier',
    ]),
  ],
  [
    'F',
    section('Physical Rehabilitation and Diagnostic Audiology', [
      'Section Qualifier',
      'Type',
      'Body System / Region',
      'Type Qualifier',
      'Equipment',
      'Qualifier',
    ]),
  ],
  ['G', section('Mental Health', therapy)],
  ['H', section('Substance Abuse Treatment', therapy)],
  [
    'X',
    section('New Technology', [
      'Body System',
      'Operation',
      'Body Part',
      'Approach',
      'Device / Substance / Technology',
      'Qualifier',
    ]),
  ],
]);
