/** Runs once when the server starts: the database is migrated and the jobs begin before anybody asks for a page. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startDesk } = await import('./start-desk.ts');
  await startDesk();
}
