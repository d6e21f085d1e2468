import type { LeftOut } from './page-parts.ts';

/** What a person is told of what a page cannot show; null where nothing was left out. */
export function leftOutWords({ images, links, others }: LeftOut): string | null {
  const said = [
    images > 0 && `${counted(images, 'picture')} left out. Add pictures with Upload.`,
    links > 0 &&
      `${counted(links, 'link')} turned into plain words. A page links to /path, https://… or mailto:… only.`,
    others > 0 && `${counted(others, 'other part')} left out, as a page cannot show it.`,
  ].filter((words) => words !== false);
  return said.length > 0 ? said.join(' ') : null;
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what} was` : `${count} ${what}s were`;
}
