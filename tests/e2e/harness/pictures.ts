/** Pictures as cameras, editors and bad people make them. Not: what becomes of them. */
import { Page } from "@playwright/test";

/** What must never leave the device. */
export const PLANTED = "CANARY-51.5007N-0.1246W";

type Kind = "image/jpeg" | "image/png" | "image/webp";

/** Left half red, right half blue, encoded by the browser itself. */
export async function halves(page: Page, width: number, height: number, kind: Kind = "image/jpeg"): Promise<Buffer> {
  const base64 = await page.evaluate(
    ([width, height, kind]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const pen = canvas.getContext("2d")!;
      pen.fillStyle = "#f00";
      pen.fillRect(0, 0, width / 2, height);
      pen.fillStyle = "#00f";
      pen.fillRect(width / 2, 0, width / 2, height);
      return canvas.toDataURL(kind, 0.92).split(",")[1];
    },
    [width, height, kind] as const,
  );
  return Buffer.from(base64, "base64");
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

function entry(tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16BE(tag, 0);
  bytes.writeUInt16BE(type, 2);
  bytes.writeUInt32BE(count, 4);
  if (type === 3) bytes.writeUInt16BE(value, 8);
  else bytes.writeUInt32BE(value, 8);
  return bytes;
}

function directory(entries: Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(entries.length);
  return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
}

/** A JPEG as from a telephone held upright: orientation 6, camera and place in EXIF, XMP, a comment, and something behind the end. */
export function asFromTelephone(jpeg: Buffer): Buffer {
  const text = Buffer.from(`${PLANTED}\0`);
  // Big-endian TIFF: its header takes 8 bytes, the first directory 2 + 3 × 12 + 4.
  const first = 8 + 2 + 3 * 12 + 4;
  const place = first + text.length;
  const exif = Buffer.concat([
    Buffer.from("Exif\0\0MM\0\x2a\0\0\0\x08", "latin1"),
    directory([entry(0x010f, 2, text.length, first), entry(0x0112, 3, 1, 6), entry(0x8825, 4, 1, place)]),
    text,
    directory([entry(0x001d, 2, text.length, first)]),
  ]);
  const xmp = Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">${PLANTED}</x:xmpmeta>`);
  return Buffer.concat([jpeg.subarray(0, 2), segment(0xe1, exif), segment(0xe1, xmp), segment(0xfe, text), jpeg.subarray(2), Buffer.from(`PK\x03\x04${PLANTED}`)]);
}

/** A PNG that says it has 30,000 pixels a side: 3.6 gigabytes, if anybody believed it. */
export function bomb(): Buffer {
  const head = Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  const size = Buffer.alloc(8);
  size.writeUInt32BE(30_000, 0);
  size.writeUInt32BE(30_000, 4);
  return Buffer.concat([head, size, Buffer.from([8, 2, 0, 0, 0])]);
}

/** Two pictures of one pixel, one after the other. */
export function movingGif(): Buffer {
  const picture = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([Buffer.from("GIF89a"), Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255]), picture, picture, Buffer.from(";")]);
}

/** The colours of the middle of each quarter of a JPEG, red or blue, and its size: `rbrb 300`. */
export async function quarters(page: Page, jpeg: Buffer): Promise<string> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
    const canvas = Object.assign(document.createElement("canvas"), { width: bitmap.width, height: bitmap.height });
    const pen = canvas.getContext("2d")!;
    pen.drawImage(bitmap, 0, 0);
    const colour = ([x, y]: number[]) => {
      const [red, , blue] = pen.getImageData((bitmap.width * x) / 4, (bitmap.height * y) / 4, 1, 1).data;
      return red > blue ? "r" : "b";
    };
    const found = [[1, 1], [3, 1], [1, 3], [3, 3]].map(colour).join("");
    return `${found} ${bitmap.width === bitmap.height ? bitmap.width : `${bitmap.width}x${bitmap.height}`}`;
  }, jpeg.toString("base64"));
}
