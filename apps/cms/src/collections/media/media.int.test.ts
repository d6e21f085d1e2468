import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SQLiteAdapter } from '@payloadcms/db-sqlite';
import { handleEndpoints } from 'payload';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../../testing/people.ts';

/** A file system of a few megabytes may be mounted by whoever may have a name space of their own. */
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;

it.skipIf(!mayMount)(
  'an image that meets a full disk (Linux, where unshare and mount are allowed) leaves nothing, and is taken once there is room',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'plaincode-small-'));
    const script = join(import.meta.dirname, 'testing', 'upload-on-small-disk.ts');
    const mounted = 'mount -t tmpfs -o size=100m tmpfs "$TMPDIR" && exec "$@"';
    // In kilobytes: for nothing, for a part of the image, and for that and some of its sizes.
    const rooms = ['0', '8', '40', '80'];
    const told = execFileSync(
      'unshare',
      ['-rm', 'sh', '-c', mounted, 'sh', process.execPath, script, ...rooms],
      { env: { ...process.env, TMPDIR: folder }, encoding: 'utf8' },
    );
    rmSync(folder, { recursive: true });
    const found = told
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const room of rooms.map(Number))
      expect(found).toContainEqual({
        room,
        onFull: expect.stringContaining('refused: The disk is full'),
        documents: 0,
        files: 0,
        next: `noise-${room}.png`,
      });
  },
  120_000,
);

describe('images', () => {
  let desk: TestDesk;
  let editor: Person;
  let png: Buffer;
  beforeAll(async () => {
    desk = await openTestDesk();
    editor = await addPerson(desk, 'editor');
    png = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#0f4c5c' } })
      .png()
      .toBuffer();
  });
  afterAll(() => desk.close());

  const upload = (data: Buffer, name: string, mimetype: string, alt = 'A green field') =>
    desk.payload.create({
      collection: 'media',
      data: { alt },
      file: { data, name, mimetype, size: data.length },
      user: editor.user,
      overrideAccess: false,
    });

  it('are stored in the data folder, with smaller sizes', async () => {
    const image = await upload(png, 'field.png', 'image/png');
    expect(image).toMatchObject({
      filename: 'field.png',
      width: 1600,
      height: 900,
      sizes: { thumbnail: { width: 320 }, page: { width: 1200 } },
    });
    expect(existsSync(join(desk.env.mediaFolder, 'field.png'))).toBe(true);
  });

  const filesOf = (name: string) =>
    readdirSync(desk.env.mediaFolder).filter(
      (file) => file.startsWith(`${name}.`) || file.startsWith(`${name}-`),
    );

  it('come as the desk’s own form sends them, and are sent back', async () => {
    const form = new FormData();
    form.set('_payload', JSON.stringify({ alt: 'A green field' }));
    form.set('file', new File([new Uint8Array(png)], 'sent.png', { type: 'image/png' }));
    const ask = (path: string, init: RequestInit = {}) =>
      handleEndpoints({
        config: desk.payload.config,
        payloadInstanceCacheKey: desk.env.dataFolder,
        request: new Request(`${desk.env.url}/api/media${path}`, {
          headers: { authorization: `JWT ${editor.token}` },
          ...init,
        }),
      });
    expect((await ask('', { method: 'POST', body: form })).status).toBe(201);
    expect(filesOf('sent')).toHaveLength(9);
    const answer = await ask('/file/sent.png');
    const stored = readFileSync(join(desk.env.mediaFolder, 'sent.png'));
    expect(Buffer.from(await answer.arrayBuffer()).equals(stored)).toBe(true);
    expect((await ask('/file/nowhere.png')).status).toBe(404);
  });

  it('leave no file where their document cannot be stored, or has no words', async () => {
    const { client } = desk.payload.db as unknown as SQLiteAdapter;
    const refuse = "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END";
    await client.execute(`CREATE TRIGGER full_disk BEFORE INSERT ON media ${refuse}`);
    const stored = upload(png, 'unknown.png', 'image/png');
    await expect(stored).rejects.toThrow('The disk is full: nothing of the image was stored.');
    await client.execute('DROP TRIGGER full_disk');
    await expect(upload(png, 'unknown.png', 'image/png', ' ')).rejects.toThrow();
    expect(filesOf('unknown')).toEqual([]);
    expect((await upload(png, 'unknown.png', 'image/png')).filename).toBe('unknown.png');
    expect(filesOf('unknown')).toHaveLength(9);
  });

  it('keep their own bytes when two of one name come at once', async () => {
    const other = await sharp(png).negate().png().toBuffer();
    const came = await Promise.allSettled([png, other].map((data) => upload(data, 'twin.png', 'image/png')));
    const kept = came.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    for (const { filename, filesize } of kept)
      expect(readFileSync(join(desk.env.mediaFolder, filename ?? '')).length).toBe(filesize);
    expect(filesOf('twin')).toHaveLength(kept.length * 9);
    expect(new Set(kept.map(({ filename }) => filename)).size).toBe(kept.length);
  });

  it('leave the sizes of another of their name alone, whatever its format', async () => {
    const { sizes } = await upload(png, 'alike.png', 'image/png');
    const stored = () => readFileSync(join(desk.env.mediaFolder, sizes?.avif480?.filename ?? ''));
    const before = stored();
    const jpg = await sharp(png).negate().jpeg().toBuffer();
    await upload(jpg, 'alike.jpg', 'image/jpeg');
    expect(stored().equals(before)).toBe(true);
    expect(filesOf('alike')).toHaveLength(18);
  });

  it('take their files with them when they are removed', async () => {
    const { id } = await upload(png, 'removed.png', 'image/png');
    expect(filesOf('removed')).toHaveLength(9);
    await desk.payload.delete({ collection: 'media', id });
    expect(filesOf('removed')).toEqual([]);
  });

  it('are refused without words for those who cannot see them', async () => {
    await expect(upload(png, 'silent.png', 'image/png', '  ')).rejects.toThrow();
  });

  it('are made in modern formats and in widths that they have', async () => {
    const { sizes } = await upload(png, 'wide.png', 'image/png');
    expect(sizes).toMatchObject({
      avif480: {
        width: 480,
        mimeType: 'image/avif',
        filename: expect.stringMatching(/^wide-480x270-[0-9a-f]{8}\.avif$/),
      },
      avif1440: { width: 1440 },
      webp960: { width: 960, mimeType: 'image/webp' },
    });
    const small = await sharp(png).resize(600).png().toBuffer();
    const made = (await upload(small, 'small.png', 'image/png')).sizes;
    expect(made?.webp480?.width).toBe(480);
    expect(made?.webp960?.filename ?? null).toBeNull();
  });

  it('forget who took them where and when, and stand upright', async () => {
    const photo = await sharp(png)
      .resize(800, 450)
      .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const { width, height } = await upload(photo, 'photo.jpg', 'image/jpeg');
    expect({ width, height }).toEqual({ width: 450, height: 800 });
    const stored = await sharp(join(desk.env.mediaFolder, 'photo.jpg')).metadata();
    expect(stored.exif).toBeUndefined();
    expect(readFileSync(join(desk.env.mediaFolder, 'photo.jpg')).includes('Somebody')).toBe(false);
  });

  it('are refused in words where they move, draw by program or are damaged', async () => {
    const frames = Buffer.alloc(2 * 16 * 16 * 3, 90).fill(200, 16 * 16 * 3);
    const moving = await sharp(frames, { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } })
      .webp({ delay: [100, 100] })
      .toBuffer();
    await expect(upload(moving, 'moving.webp', 'image/webp')).rejects.toThrow('moving image');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    await expect(upload(svg, 'drawing.svg', 'image/svg+xml')).rejects.toThrow('Export it as PNG');
    await expect(upload(png.subarray(0, 60), 'cut.png', 'image/png')).rejects.toThrow('cannot be read');
  });

  it('are refused in any other format, whatever their name says', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    await expect(upload(svg, 'drawing.svg', 'image/svg+xml')).rejects.toThrow();
    await expect(upload(svg, 'drawing.png', 'image/png')).rejects.toThrow();
  });

  it('are named as what they are, whatever their name says', async () => {
    expect((await upload(png, 'page.html', 'image/png')).filename).toBe('page.png');
    expect((await upload(png, '.png', 'image/png')).filename).toMatch(/\.png$/);
  });

  it.each(['list.xlsx', 'texts.docx'])(
    'and other files keep their ending on the way in: %s',
    async (name) => {
      const form = new FormData();
      form.set('_payload', JSON.stringify({ check: true }));
      form.set('file', new File(['PK no archive'], name));
      const answer = await handleEndpoints({
        config: desk.payload.config,
        payloadInstanceCacheKey: desk.env.dataFolder,
        request: new Request(`${desk.env.url}/api/explanations/bring-in`, {
          method: 'POST',
          headers: { authorization: `JWT ${editor.token}` },
          body: form,
        }),
      });
      const report = (await answer.json()) as { file: string; problems: { message: string }[] };
      expect(report.file).toBe(name);
      expect(report.problems.map(({ message }) => message)).not.toContain(
        'The kind of the file is not known.',
      );
    },
  );

  it('cannot be replaced behind their address', async () => {
    const image = await upload(png, 'kept.png', 'image/png');
    const replace = desk.payload.update({
      collection: 'media',
      id: image.id,
      data: {},
      file: { data: png, name: 'kept.png', mimetype: 'image/png', size: png.length },
      user: editor.user,
      overrideAccess: false,
    });
    await expect(replace).rejects.toThrow('cannot be replaced');
  });

  const crop = ['x=0', 'y=0', 'width=10', 'height=10'].map((edit) => `[crop][${edit.replace('=', ']=')}`);
  const pixels = ['[widthInPixels]=9', '[heightInPixels]=9'];
  it.each([
    ['crop', [...crop, ...pixels]],
    ['resize', pixels],
    ['focus', ['[focalPoint][x]=1', '[focalPoint][y]=1']],
  ])('keep their bytes when an update asks to %s them', async (name, edits) => {
    const image = await upload(png, `${name}.png`, 'image/png');
    const stored = () => readFileSync(join(desk.env.mediaFolder, `${name}.png`));
    const before = stored();
    const query = edits.map((edit) => `uploadEdits${edit}`).join('&');
    const answer = await askApi(desk, editor, 'PATCH', `/media/${image.id}?${query}`, { alt: 'Cut' });
    expect(answer.status).toBe(409);
    expect(stored().equals(before)).toBe(true);
  });

  it('come as a file: the desk fetches none from where somebody says', async () => {
    let asked = 0;
    const elsewhere = createServer((_, response) => {
      asked += 1;
      response.setHeader('content-type', 'image/png').end(png);
    });
    await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
    const { port } = elsewhere.address() as AddressInfo;
    for (const url of [
      `http://127.0.0.1:${port}/z.png`,
      'http://example.invalid/z.png',
      '/api/media/file/field.png',
    ])
      expect(
        await askApi(desk, editor, 'POST', '/media', { alt: 'A', url, filename: 'z.png' }),
        url,
      ).toMatchObject({
        status: 400,
        body: { errors: [{ message: expect.stringContaining('Send the image itself') }] },
      });
    const stranger = await askApi(desk, null, 'POST', '/media', {
      alt: 'A',
      url: '/z.png',
      filename: 'z.png',
    });
    expect(stranger.status).toBe(403);
    expect((await askApi(desk, editor, 'POST', '/media', { alt: 'A' })).status).toBe(400);
    expect(asked).toBe(0);
    await new Promise((closed) => elsewhere.close(closed));
  });

  it('take new words, and nothing that is measured from the file', async () => {
    const { id } = await upload(png, 'measured.png', 'image/png');
    const said = {
      alt: 'A greener field',
      credit: 'Our own',
      filename: 'field.svg',
      width: 1,
      mimeType: 'a/b',
    };
    expect((await askApi(desk, editor, 'PATCH', `/media/${id}`, said)).status).toBe(200);
    expect(await desk.payload.findByID({ collection: 'media', id })).toMatchObject({
      alt: 'A greener field',
      credit: 'Our own',
      filename: 'measured.png',
      width: 1600,
      mimeType: 'image/png',
      sizes: { page: { width: 1200 } },
    });
  });
});
