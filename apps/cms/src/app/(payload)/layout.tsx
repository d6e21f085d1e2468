import '@payloadcms/next/css';
import '../../admin/beside/beside.css';
import '../../admin/desk.css';
import '../../admin/discussion/discussion.css';
import '../../admin/words/words.css';
import '../../admin/releases/releases.css';
import '../../admin/families/families.css';
import '../../admin/lines/lines.css';
import '../../admin/updates/updates.css';
import '../../admin/updates/item.css';
import '../../admin/work-lists/work-lists.css';
import '../../admin/preview/preview.css';
import '../../admin/references/references.css';
import '../../admin/spelling/spelling.css';
import '../../admin/templates/templates.css';
import { handleServerFunctions, RootLayout } from '@payloadcms/next/layouts';
import type { ServerFunctionClient } from 'payload';
import type { ReactNode } from 'react';
import config from '../../payload.config.ts';
import { importMap } from './admin/importMap.js';

const serverFunction: ServerFunctionClient = async (args) => {
  'use server';
  return handleServerFunctions({ ...args, config, importMap });
};

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <RootLayout config={config} importMap={importMap} serverFunction={serverFunction}>
      {children}
    </RootLayout>
  );
}
