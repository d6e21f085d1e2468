'use client';

import { useFormFields } from '@payloadcms/ui';
import type { TextChoices } from '../../names/text-choices.ts';
import { NamedChoice } from './named-choice.tsx';

type Props = { path: string; readOnly: boolean; editions: TextChoices['editions'] };

/** The held editions of the text's code set, or of all sets before one is named. */
export function EditionChoice({ path, readOnly, editions }: Props) {
  const codeSet = useFormFields(([fields]) => fields?.codeSet?.value);
  const known = editions.some((one) => one.codeSet === codeSet);
  return (
    <NamedChoice
      path={path}
      label="Applies from edition"
      description="From this edition on: while the site shows an earlier one, the text waits."
      readOnly={readOnly}
      offered={known ? editions.filter((one) => one.codeSet === codeSet) : editions}
    />
  );
}
