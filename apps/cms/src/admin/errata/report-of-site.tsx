import { env } from '../../env.ts';
import { ReportSteps } from './report-steps.tsx';

/** A report, with the way to the page that it is about. */
export function ReportOfSite() {
  return <ReportSteps site={env.siteUrl} />;
}
