// Runs in a preview, beside nothing else: the page's own scripts are left out. It takes a newer state of the page from
// the desk that frames it without leaving the place where the editor reads, and keeps links from leading away.

const address = /^\/preview\/[A-Za-z0-9_.-]+\/$/;
let wanted = location.pathname;

const tell = (message) => parent.postMessage({ plaincodePreview: message }, '*');

addEventListener('message', async ({ source, data }) => {
  const path = data?.plaincodePreview?.show;
  if (source !== parent || typeof path !== 'string' || !address.test(path)) return;
  wanted = path;
  try {
    const response = await fetch(path, { cache: 'no-store', credentials: 'omit' });
    if (!response.ok) throw new Error(String(response.status));
    const next = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (wanted !== path) return;
    place(next);
    tell({ shown: path });
  } catch {
    if (wanted === path) tell({ failed: path });
  }
});

/** A style sheet that the new state names (the site was built anew) needs a real load. */
function place(next) {
  const sheets = (page) =>
    [...page.querySelectorAll('link[rel=stylesheet]')].map(
      ({ href }) => new URL(href, location.href).pathname,
    );
  if (sheets(next).join() !== sheets(document).join()) {
    location.replace(wanted);
    return;
  }
  document.title = next.title;
  document.body.replaceChildren(...next.body.childNodes);
}

addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!link) return;
  const { pathname, hash, origin } = new URL(link.href, location.href);
  if (origin === location.origin && pathname === location.pathname && hash) return;
  event.preventDefault();
  tell({ link: link.getAttribute('href') });
});
addEventListener('submit', (event) => event.preventDefault());

tell({ shown: location.pathname });
