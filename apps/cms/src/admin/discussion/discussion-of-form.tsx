'use client';

import { useDocumentInfo, useFormFields, useFormModified, useFormProcessing } from '@payloadcms/ui';
import { useReload } from '../lines/use-reload.ts';
import { useWorkflow } from '../use-workflow.ts';
import { Discussion } from './discussion.tsx';

/** The discussion beside the form in which the text is written. */
export function DiscussionOfForm() {
  const { lastUpdateTime, versionCount } = useDocumentInfo();
  const { id, view } = useWorkflow();
  const modified = useFormModified();
  const processing = useFormProcessing();
  const reload = useReload();
  const revision = useFormFields(([fields]) => fields?.revision?.value);
  if (id === null) return null;
  return (
    <Discussion
      explanation={id}
      stamp={`${lastUpdateTime}/${versionCount}`}
      revision={typeof revision === 'number' ? revision : null}
      unsaved={modified || processing}
      mayAsk={view?.actions.some(({ action, allowed }) => action === 'request-changes' && allowed) === true}
      onAccepted={reload}
    />
  );
}
