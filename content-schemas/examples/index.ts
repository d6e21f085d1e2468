import type { CodePageRecord, PageRecord } from '../src/index.ts';
import { billableCodeWithParents } from './billable-code-with-parents.ts';
import { codeWithoutExplanation } from './code-without-explanation.ts';
import { deletedCodeWithReplacement } from './deleted-code-with-replacement.ts';
import { icd10cmHeader } from './icd-10-cm-header.ts';
import { licensedCodeAllSectionsLocked } from './licensed-code-all-sections-locked.ts';
import { modifier } from './modifier.ts';
import {
  codeSetPage,
  correctionsPage,
  fixedPage,
  gonePage,
  homePage,
  listPage,
  noticesPage,
} from './other-pages.ts';
import { plainHcpcsCode } from './plain-hcpcs-code.ts';
import { revisedCode } from './revised-code.ts';
import { rewordedAhead } from './reworded-ahead.ts';

export {
  exampleAccessPlan,
  exampleGrantAnswers,
  exampleGrantRequest,
  exampleReleaseManifest,
  exampleReleaseShard,
  exampleSiteSettings,
} from './site-and-access.ts';

/** The named code pages: the desk's tests produce each kind, the site's tests render each one. */
export const codePageExamples = {
  'plain-hcpcs-code': plainHcpcsCode,
  modifier,
  'icd-10-cm-header': icd10cmHeader,
  'billable-code-with-parents': billableCodeWithParents,
  'revised-code': revisedCode,
  'reworded-ahead': rewordedAhead,
  'deleted-code-with-replacement': deletedCodeWithReplacement,
  'licensed-code-all-sections-locked': licensedCodeAllSectionsLocked,
  'code-without-explanation': codeWithoutExplanation,
} satisfies Record<string, CodePageRecord>;

/** Every named page record. */
export const examples: Record<string, PageRecord> = {
  ...codePageExamples,
  list: listPage,
  'code-set': codeSetPage,
  home: homePage,
  corrections: correctionsPage,
  notices: noticesPage,
  fixed: fixedPage,
  gone: gonePage,
};
