'use client';

import { useTheme } from '@payloadcms/ui';
import { useEffect, useRef, useState } from 'react';
import type { PreviewView } from '../../preview/endpoint.ts';

export type Width = 'desktop' | 'phone';

const pixels: Record<Width, number> = { desktop: 1280, phone: 390 };

type Props = {
  view: PreviewView;
  width: Width;
  /** The page wants its address anew: the one it had is over. */
  onOver: () => void;
  /** A link was followed, which in a preview leads nowhere. */
  onLink: (href: string) => void;
};

/**
 * The page itself, from an origin of its own. A newer state of it is put into the frame by the page's script, so that
 * the editor keeps the place; it is loaded only when there is no page yet.
 */
export function PreviewFrame({ view, width, onOver, onLink }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  const [first, setFirst] = useState(view.url);
  const { box, room } = useRoom();
  const { theme } = useTheme();

  useEffect(() => {
    const listen = ({ source, origin, data }: MessageEvent) => {
      if (source !== frame.current?.contentWindow || origin !== view.origin) return;
      const said = data?.plaincodePreview;
      if (said?.shown) setReady(true);
      if (said?.failed) {
        setReady(false);
        onOver();
      }
      if (typeof said?.link === 'string') onLink(said.link);
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, [view.origin, onOver, onLink]);

  useEffect(() => {
    const show = { plaincodePreview: { show: new URL(view.url).pathname } };
    if (ready) frame.current?.contentWindow?.postMessage(show, view.origin);
    else setFirst(view.url);
  }, [view.url, view.origin, ready]);

  const scale = Math.min(1, room.width / pixels[width]);
  return (
    <div ref={box} className="desk-preview__room">
      <iframe
        ref={frame}
        title="The page as readers will see it"
        src={first}
        sandbox="allow-scripts allow-same-origin"
        referrerPolicy="no-referrer"
        style={{
          colorScheme: theme,
          width: pixels[width],
          height: room.height / scale,
          transform: `scale(${scale})`,
          marginInlineStart: Math.max(0, (room.width - pixels[width] * scale) / 2),
        }}
      />
    </div>
  );
}

function useRoom() {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 1, height: 1 });
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return { box, room };
}
