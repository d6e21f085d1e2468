import { descriptors } from './cpt.ts';
import { changeReport, corrections, hcpcsSheet, hcpcsText } from './hcpcs.ts';
import {
  addenda,
  conversion,
  diagnosisOrder,
  drugTable,
  gems,
  index,
  neoplasmTable,
  procedureOrder,
  tabular,
} from './icd-10.ts';
import type { Seed } from './made-file.ts';
import { pairSheet, pairText, unitSheet, unitText } from './ncci.ts';

export type Reader = { name: string; seeds: readonly Seed[] };

/** Every reader with the whole files that mutations begin from. */
export const readers: readonly Reader[] = [
  { name: 'hcpcs-text', seeds: hcpcsText },
  { name: 'hcpcs-xlsx', seeds: hcpcsSheet },
  { name: 'icd-10-cm-order', seeds: diagnosisOrder },
  { name: 'icd-10-pcs-order', seeds: procedureOrder },
  { name: 'addenda', seeds: addenda },
  { name: 'tabular', seeds: tabular },
  { name: 'index', seeds: index },
  { name: 'drug-table', seeds: drugTable },
  { name: 'neoplasm-table', seeds: neoplasmTable },
  { name: 'conversion', seeds: conversion },
  { name: 'gem', seeds: gems },
  { name: 'ptp-text', seeds: pairText },
  { name: 'ptp-xlsx', seeds: pairSheet },
  { name: 'mue-csv', seeds: unitText },
  { name: 'mue-xlsx', seeds: unitSheet },
  { name: 'corrections', seeds: corrections },
  { name: 'change-report', seeds: changeReport },
  { name: 'cpt', seeds: descriptors },
];
