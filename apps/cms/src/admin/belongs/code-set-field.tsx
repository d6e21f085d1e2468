import type { TextFieldServerProps } from 'payload';
import { textChoices } from '../../names/text-choices.ts';
import { NamedChoice } from './named-choice.tsx';

/** A code set, chosen by its name among those that the desk knows. */
export async function CodeSetField({ payload, path, readOnly, field }: TextFieldServerProps) {
  const { sets } = await textChoices(payload);
  const { width } = field.admin ?? {};
  return (
    <NamedChoice
      path={path}
      label="Code set"
      readOnly={readOnly ?? false}
      offered={sets.map(({ slug, name }) => ({ id: slug, name }))}
      {...(width ? { width } : {})}
    />
  );
}
