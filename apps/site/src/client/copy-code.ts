const shown = 2000;

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const words = button.textContent;
  button.addEventListener('click', async () => {
    button.textContent = (await copied(button.dataset.copy ?? '')) ? 'Copied' : 'Not allowed here';
    setTimeout(() => {
      button.textContent = words;
    }, shown);
  });
}

/** False where the browser keeps its clipboard closed, as it does without HTTPS. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
