/** What turns records into pages. A door of its own: the site's bundle takes this in, and nothing of the store. */
export { findLeaks } from './find-leaks.ts';
export { countWords, cutLead } from './lead.ts';
export {
  createPagePreparer,
  createRecordRenderer,
  type EarlierPage,
  type Marks,
  type PageFacts,
  type PageFault,
  type RecordRenderer,
  type RenderedPage,
  type Templates,
} from './render-record.ts';
export { type PartName, type SplitCodePage, splitCodePage } from './split-code-page.ts';
