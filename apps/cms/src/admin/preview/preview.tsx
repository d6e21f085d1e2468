'use client';

import { Button, useDocumentInfo } from '@payloadcms/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { PreviewPanel } from './preview-panel.tsx';

/** Whether the preview stays open from one explanation to the next; for as long as the browser's tab. */
const remembered = 'desk-preview';

/** Opens the page that the text will become beside it. The focus goes there and back. */
export function Preview() {
  const { id } = useDocumentInfo();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLDivElement>(null);

  useEffect(() => setOpen(sessionStorage.getItem(remembered) === 'open'), []);
  useEffect(() => {
    if (!open) return;
    document.body.classList.add('desk-previewing');
    return () => document.body.classList.remove('desk-previewing');
  }, [open]);

  const turn = useCallback((next: boolean) => {
    sessionStorage.setItem(remembered, next ? 'open' : 'closed');
    setOpen(next);
    if (!next) button.current?.querySelector('button')?.focus();
  }, []);

  if (id === undefined) return null;
  return (
    <>
      <div ref={button}>
        <Button
          buttonStyle="secondary"
          size="medium"
          margin={false}
          onClick={() => turn(!open)}
          extraButtonProps={{ 'aria-expanded': open, 'aria-controls': 'desk-preview' }}
        >
          {open ? 'Close preview' : 'Preview'}
        </Button>
      </div>
      {open && createPortal(<PreviewPanel onClose={() => turn(false)} />, document.body)}
    </>
  );
}
