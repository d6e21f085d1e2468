import type { CodeState } from '../text/standing.ts';

/**
 * What lookup knows of one code: open texts alone. `text` is the descriptor of a public set, and of a licensed one
 * the publisher's plain title.
 */
export type SearchEntry = {
  set: string;
  /** Without its dot, as sorted: `E119`. */
  code: string;
  display: string;
  path: string;
  /** As lists show it. */
  title: string;
  state: CodeState;
  /** The day from which an upcoming code is in force, or a leaving one no longer is. */
  from?: string | undefined;
  /** False for a header. */
  billable: boolean | null;
  text: string;
  /** Entries of the official indexes that lead to the code, each from its main term down: `Fracture, radius`. */
  terms: string[];
  /** The open beginning of an editor's explanation; empty where there is none. */
  lead: string;
};
