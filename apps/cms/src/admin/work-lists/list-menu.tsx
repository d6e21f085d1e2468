'use client';

import { useSearchParams } from 'next/navigation.js';

/** In the menu of the list of explanations: what the list shows, as a workbook, and the way back. */
export function ListMenu() {
  const query = useSearchParams().toString();
  return (
    <>
      <a className="popup-button-list__button" href={`/api/explanations/list?${query}`} download>
        Export as workbook
      </a>
      <a className="popup-button-list__button" href="/admin/bring-in">
        Bring texts in
      </a>
      <a className="popup-button-list__button" href="/admin/replace">
        Find and replace
      </a>
    </>
  );
}
