import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, type Person } from '../../testing/people.ts';

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

  it('are refused without words for those who cannot see them', async () => {
    await expect(upload(png, 'silent.png', 'image/png', '  ')).rejects.toThrow();
  });

  it('are refused in any other format, whatever their name says', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    await expect(upload(svg, 'drawing.svg', 'image/svg+xml')).rejects.toThrow();
    await expect(upload(svg, 'drawing.png', 'image/png')).rejects.toThrow();
  });

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
});
