/** Leads to the updates from every page; they are no collection's list. */
export function UpdatesLink() {
  return (
    <a className="nav__link updates-nav" href="/admin/updates">
      Updates
    </a>
  );
}
