import { readFormAnswer } from './account-requests.ts';

for (const form of document.querySelectorAll<HTMLFormElement>('[data-report-form]')) enhance(form);

/** The form works without this; with it, the reader stays on the page and keeps what was typed. */
function enhance(form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(form);
  });
}

async function submit(form: HTMLFormElement): Promise<void> {
  if (form.dataset.busy) return;
  form.dataset.busy = '1';
  clearErrors(form);
  const answer = await send(form);
  delete form.dataset.busy;
  if (answer === null)
    return showError(form, 'The report could not be sent right now. Try again in a moment.', null);
  if (!answer.ok) return showError(form, answer.message, answer.field);
  const sent = form.parentElement?.querySelector<HTMLElement>('[data-report-sent]');
  form.hidden = true;
  if (!sent) return;
  sent.textContent = 'Thank you. An editor will look at what you reported.';
  sent.hidden = false;
  sent.focus();
}

/** Null where no answer comes that could be read. */
async function send(form: HTMLFormElement): Promise<ReturnType<typeof readFormAnswer> | null> {
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(Object.fromEntries(new FormData(form))),
      credentials: 'omit',
      signal: AbortSignal.timeout(20_000),
    });
    return response.status < 500 ? readFormAnswer(await response.json()) : null;
  } catch {
    return null;
  }
}

function clearErrors(form: HTMLFormElement): void {
  for (const error of form.querySelectorAll<HTMLElement>('[data-form-error], [data-error-for]'))
    error.hidden = true;
  for (const input of form.querySelectorAll('[aria-invalid]')) input.setAttribute('aria-invalid', 'false');
}

function showError(form: HTMLFormElement, message: string, field: string | null): void {
  const input = field ? form.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`) : null;
  const named = field ? form.querySelector<HTMLElement>(`[data-error-for="${CSS.escape(field)}"]`) : null;
  const place = named ?? form.querySelector<HTMLElement>('[data-form-error]');
  if (place) {
    place.textContent = message;
    place.hidden = false;
  }
  input?.setAttribute('aria-invalid', 'true');
  (input ?? form.querySelector<HTMLElement>('textarea'))?.focus();
}
