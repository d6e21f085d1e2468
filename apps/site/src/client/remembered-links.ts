import { onNewsOfTabs } from './other-tabs.ts';
import { showRememberedLinks } from './reader-links.ts';

// For the pages that ask the gate nothing: lists, code sets, home. Also when one comes back from the back/forward cache.
addEventListener('pageshow', showRememberedLinks);
onNewsOfTabs(showRememberedLinks);
