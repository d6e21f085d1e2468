import { showRememberedLinks } from './reader-links.ts';

// For the pages that ask the gate nothing: lists, code sets, home.
showRememberedLinks();
