import { expect, test } from 'vitest';
import { placeInFrame } from './dressed-pages.ts';

const frame =
  '<head><title>Page not found</title></head><body><header>Site</header><main id="content"><h1>No page</h1></main><footer>Foot</footer></body>';

test('a page of the gate stands in the frame of the site, with its own title', () => {
  const page =
    '<head><title>Look into your mail</title></head><body><main>\n<h1>$& and $1</h1></main></body>';
  expect(placeInFrame(frame, page)).toBe(
    '<head><title>Look into your mail</title></head><body><header>Site</header><main id="content"><div class="narrow">\n<h1>$& and $1</h1></div></main><footer>Foot</footer></body>',
  );
});

test('a frame without a place for it is no frame', () => {
  expect(placeInFrame('<p>Nothing</p>', '<title>A</title><main>B</main>')).toBeNull();
  expect(placeInFrame(frame, '<p>Nothing</p>')).toBeNull();
});
