import { join } from 'node:path';
import type { Config } from 'payload';
import type { CmsEnv } from '../env.ts';

/** The look of the desk. Components are named by their paths, so that the config loads without React. */
export function adminPanel(env: Pick<CmsEnv, 'root'>): NonNullable<Config['admin']> {
  const app = join(env.root, 'apps', 'cms');
  return {
    user: 'staff',
    avatar: 'default',
    meta: {
      titleSuffix: ' · Plaincode desk',
      robots: 'noindex, nofollow',
      icons: [{ rel: 'icon', type: 'image/svg+xml', url: '/desk-icon.svg' }],
    },
    dateFormat: 'MMM d, yyyy, h:mm a',
    importMap: {
      baseDir: app,
      importMapFile: join(app, 'src', 'app', '(payload)', 'admin', 'importMap.js'),
      autoGenerate: false,
    },
    components: {
      graphics: { Logo: '/src/admin/brand.tsx#Logo', Icon: '/src/admin/brand.tsx#Icon' },
      beforeDashboard: [
        '/src/admin/dashboard/pending-list.tsx#PendingList',
        '/src/admin/dashboard/dashboard.tsx#Dashboard',
      ],
      providers: ['/src/admin/named-lists.tsx#NamedLists'],
      beforeLogin: ['/src/admin/login-note.tsx#LoginNote'],
      beforeNavLinks: [
        '/src/admin/updates/nav-link.tsx#UpdatesLink',
        '/src/admin/families/nav-link.tsx#CoverageLink',
      ],
      views: {
        bringIn: { Component: '/src/admin/work-lists/views.tsx#BringInView', path: '/bring-in', exact: true },
        replace: { Component: '/src/admin/work-lists/views.tsx#ReplaceView', path: '/replace', exact: true },
        replaceBatch: {
          Component: '/src/admin/work-lists/views.tsx#ReplaceBatchView',
          path: '/replace/:id',
          exact: true,
        },
        updates: { Component: '/src/admin/updates/views.tsx#UpdatesView', path: '/updates', exact: true },
        coverage: {
          Component: '/src/admin/updates/views.tsx#CoverageView',
          path: '/coverage',
          exact: true,
        },
        updateItem: {
          Component: '/src/admin/updates/views.tsx#ItemView',
          path: '/updates/:edition/items/:code',
          exact: true,
        },
        updateBoard: {
          Component: '/src/admin/updates/views.tsx#BoardView',
          path: '/updates/:edition',
          exact: true,
        },
      },
    },
  };
}
