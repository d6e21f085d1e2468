'use client';

import { Pill, useFormFields } from '@payloadcms/ui';
import { type State, stateLabels, states } from '../workflow/states.ts';
import { NotSaved } from './saving/not-saved.tsx';

const pillStyle: Record<State, 'light-gray' | 'warning' | 'error' | 'success'> = {
  draft: 'light-gray',
  'in-review': 'warning',
  'changes-requested': 'error',
  approved: 'success',
  published: 'success',
  superseded: 'light-gray',
  withdrawn: 'error',
};

/** The state of the workflow, in the place where Payload shows its own draft status, beside that of the saving. */
export function WorkflowStatus() {
  const value = useFormFields(([fields]) => fields?.state?.value);
  const state = states.find((known) => known === value) ?? 'draft';
  return (
    <>
      <Pill size="small" pillStyle={pillStyle[state]}>
        {stateLabels[state]}
      </Pill>
      <NotSaved />
    </>
  );
}
