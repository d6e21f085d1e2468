import './as-of.ts';
import './copy-code.ts';
import './remembered-links.ts';
import './report-form.ts';
import './search-start.ts';
import { startCodePage } from './code-page.ts';

/*
 * The one script of the site: whatever page a reader comes to first, the next ones have it. A script of its own for each
 * kind of page would share pieces with the others, and a browser asks for such a piece only once a script that needs it has
 * arrived, one round trip later.
 */
const has = (selector: string) => document.querySelector(selector) !== null;

if (has('[data-views-text]')) startCodePage();
// What few pages need comes when one of them is there.
if (has('[data-account]')) void import('./account-page.ts');
if (has('[data-account-form]')) void import('./account-forms.ts');
// Behind a gate the results are there already.
if (has('[data-search-results]:empty') && location.search !== '') void import('./search-page.ts');
