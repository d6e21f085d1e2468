import { sendForm } from './account-requests.ts';
import { rememberSignedIn, showRememberedLinks } from './reader-links.ts';
import { returnPath } from './return-path.ts';

/** A form has changed something and the page stays. */
export const accountChanged = 'account-changed';

const back = returnPath(location.search);

showRememberedLinks();
if (back)
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-keep-return]'))
    link.search = location.search;
for (const form of document.querySelectorAll<HTMLFormElement>('[data-account-form]')) enhance(form);

/** The form works without this; with it, mistakes are told in place and what was typed stays. */
function enhance(form: HTMLFormElement): void {
  const hidden = form.querySelector<HTMLInputElement>('input[name="return"]');
  if (hidden && back) hidden.value = back;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(form);
  });
}

async function submit(form: HTMLFormElement): Promise<void> {
  if (form.dataset.busy) return;
  form.dataset.busy = '1';
  clearErrors(form);
  const fields = fieldsOf(form);
  const answer = await sendForm(form.action, fields);
  delete form.dataset.busy;
  if (!answer.ok) return showError(form, answer.message, answer.field);
  // Where addresses have to be confirmed first, registering leads to a page of the gate that says so.
  if ('signsIn' in form.dataset && !answer.to.startsWith('/api/')) rememberSignedIn(true);
  if ('signsOut' in form.dataset) rememberSignedIn(false);
  const done = form.querySelector<HTMLElement>('[data-form-done]');
  if (!done || !form.dataset.done) return location.assign(answer.to);
  if ('keeps' in form.dataset) keepFields(form);
  form.reset();
  const { done: words, doneEmpty = words } = form.dataset;
  done.textContent = Object.keys(fields).length > 0 ? words : doneEmpty;
  form.dispatchEvent(new Event(accountChanged, { bubbles: true }));
}

/** What was sent is what the fields begin with from then on. */
function keepFields(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll('input')) input.defaultValue = input.value;
}

/** The filled-in fields: an optional one that was left empty is not sent. */
function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const fields = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value] as const] : [],
  );
  return Object.fromEntries(fields);
}

function clearErrors(form: HTMLFormElement): void {
  for (const error of form.querySelectorAll<HTMLElement>('[data-form-error], [data-error-for]'))
    error.hidden = true;
  const done = form.querySelector('[data-form-done]');
  if (done) done.textContent = '';
  for (const input of form.querySelectorAll('[aria-invalid]')) input.setAttribute('aria-invalid', 'false');
}

function showError(form: HTMLFormElement, message: string, field: string | null): void {
  const input = field ? form.querySelector<HTMLInputElement>(`[name="${CSS.escape(field)}"]`) : null;
  const place = input
    ? form.querySelector<HTMLElement>(`[data-error-for="${CSS.escape(input.name)}"]`)
    : form.querySelector<HTMLElement>('[data-form-error]');
  if (place) {
    place.textContent = message;
    place.hidden = false;
  }
  input?.setAttribute('aria-invalid', 'true');
  (input ?? form.querySelector<HTMLElement>('input:not([type="hidden"])'))?.focus();
}
