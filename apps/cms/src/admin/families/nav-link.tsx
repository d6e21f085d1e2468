/** Leads to the coverage of the code sets from every page. */
export function CoverageLink() {
  return (
    <a className="nav__link updates-nav" href="/admin/coverage">
      Coverage
    </a>
  );
}
