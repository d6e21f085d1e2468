import type { Block, Inline } from '@plaincode/content-schemas';

/** Rich text as readers have it, in the desk's own plain look. */
export function ReadText({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, index) => {
        const key = `${index} ${block.type}`;
        return <Part key={key} block={block} />;
      })}
    </>
  );
}

function Part({ block }: { block: Block }) {
  if (block.type === 'image') return <p className="desk-quiet">Image: {block.alt}</p>;
  if (block.type === 'list') {
    const items = block.items.map((item, index) => {
      const key = `${index} ${item[0]?.text ?? ''}`;
      return (
        <li key={key}>
          <Runs runs={item} />
        </li>
      );
    });
    return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
  }
  const runs = <Runs runs={block.content} />;
  return block.type === 'heading' ? <h4>{runs}</h4> : <p>{runs}</p>;
}

function Runs({ runs }: { runs: Inline[] }) {
  return runs.map(({ text, href }, index) => {
    const key = `${index} ${text}`;
    return href === undefined ? <span key={key}>{text}</span> : <u key={key}>{text}</u>;
  });
}
