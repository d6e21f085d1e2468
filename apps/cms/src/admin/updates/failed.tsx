'use client';

import { Trail } from './trail.tsx';

/** A page of an update that cannot be shown: why, and the way back. */
export function Failed({ what, why }: { what: string; why: string }) {
  return (
    <>
      <Trail steps={[{ label: 'Updates', url: '/admin/updates' }, { label: what }]} />
      <h1>{what}</h1>
      <p role="alert">{why}</p>
      <p>
        <a href="/admin/updates">All updates</a>
      </p>
    </>
  );
}
