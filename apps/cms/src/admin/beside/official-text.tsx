import type { Block, Inline } from '@plaincode/content-schemas';
import { keyed } from './keyed.ts';

/** Official data as the page will show it, in the desk's own plain look. */
export function OfficialText({ body }: { body: readonly Block[] }) {
  return (
    <>
      {keyed(body, (block) => JSON.stringify(block)).map(({ key, item }) => (
        <OneBlock key={key} block={item} />
      ))}
    </>
  );
}

function OneBlock({ block }: { block: Block }) {
  switch (block.type) {
    case 'paragraph':
      return <p>{wordsOf(block.content)}</p>;
    case 'heading':
      return <h5>{wordsOf(block.content)}</h5>;
    case 'list':
      return (
        <ul>
          {keyed(block.items, wordsOf).map(({ key, item }) => (
            <li key={key}>{wordsOf(item)}</li>
          ))}
        </ul>
      );
    case 'image':
      return null;
  }
}

function wordsOf(content: readonly Inline[]): string {
  return content.map(({ text }) => text).join('');
}
