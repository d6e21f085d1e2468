/** Leads to the updates, and to what is done with many texts at once, from every page; they are no collection's list. */
export function UpdatesLink() {
  return (
    <>
      <a className="nav__link updates-nav" href="/admin/updates">
        Updates
      </a>
      <a className="nav__link updates-nav" href="/admin/bring-in">
        Bring texts in
      </a>
      <a className="nav__link updates-nav" href="/admin/replace">
        Find and replace
      </a>
    </>
  );
}
