/** A camera in front of which somebody holds a code: Chromium plays a film as if a camera saw it. Not: a stand-in for the app's reader, the code or the stream. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Browser, BrowserContext, chromium, Locator, Page, test } from "@playwright/test";

const [WIDTH, HEIGHT] = [640, 480];

/** What a camera sees. */
export interface Scene {
  /** As a file of a camera roll. */
  png: Buffer;
  /** Brightness, row by row. */
  luma: Buffer;
}

/** A desk in uneven light; upon it, turned and not quite straight, what this part of a screen shows. */
export async function scene(page: Page, shown: Locator | null): Promise<Scene> {
  const picture = shown ? (await shown.screenshot()).toString("base64") : null;
  // A page of its own: that of the app allows no picture from elsewhere.
  const desk = await page.context().newPage();
  try {
    const [png, luma] = await desk.evaluate(
      async ([code, width, height]) => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [width as number, height as number];
        const draw = canvas.getContext("2d")!;
        for (let x = 0; x < canvas.width; x += 20) {
          draw.fillStyle = `hsl(30 30% ${25 + ((x * 7) % 30)}%)`;
          draw.fillRect(x, 0, 20, canvas.height);
        }
        if (code) {
          const bytes = Uint8Array.from(atob(code as string), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
          draw.save();
          draw.translate(canvas.width / 2 + 30, canvas.height / 2 - 10);
          draw.rotate(0.16);
          draw.transform(1, 0.06, -0.04, 0.95, 0, 0);
          const side = 270;
          draw.drawImage(bitmap, -side / 2, -side / 2, side, (side * bitmap.height) / bitmap.width);
          draw.restore();
        }
        const light = draw.createLinearGradient(0, 0, canvas.width, canvas.height);
        light.addColorStop(0, "rgb(0 0 0 / 0)");
        light.addColorStop(1, "rgb(0 0 0 / 0.5)");
        draw.fillStyle = light;
        draw.fillRect(0, 0, canvas.width, canvas.height);
        const { data } = draw.getImageData(0, 0, canvas.width, canvas.height);
        let luma = "";
        for (let at = 0; at < data.length; at += 4) {
          const noise = ((at * 2654435761) >>> 28) - 8;
          luma += String.fromCharCode(Math.max(16, Math.min(235, 0.3 * data[at] + 0.59 * data[at + 1] + 0.11 * data[at + 2] + noise)));
        }
        return [canvas.toDataURL("image/png").split(",")[1], btoa(luma)];
      },
      [picture, WIDTH, HEIGHT] as const,
    );
    return { png: Buffer.from(png, "base64"), luma: Buffer.from(luma, "base64") };
  } finally {
    await desk.close();
  }
}

/** A browser with one camera, which sees these scenes one after the other, and again from the start. */
export async function cameraThatSees(scenes: Scene[]): Promise<{ browser: Browser; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "plenary-camera-"));
  const film = join(folder, "film.y4m");
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frames = scenes.flatMap(({ luma }) => Array<Buffer[]>(10).fill([Buffer.from("FRAME\n"), luma, colour]).flat());
  await writeFile(film, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), ...frames]));
  const { launchOptions } = test.info().project.use;
  const args = [...(launchOptions?.args ?? []), "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
  const browser = await chromium.launch({ ...launchOptions, args });
  const close = async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { browser, close };
}

/** Remembers what the page is given, to look at it afterwards; the page gets the very same. */
export async function remembersTracks(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { tracks });
    // The empty page before the app has none.
    const devices: MediaDevices | undefined = navigator.mediaDevices;
    if (!devices) return;
    const real = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wish) => {
      const stream = await real(wish);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
}

/** In which state the tracks are that the page was given since it was loaded. */
export const tracks = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map((track) => `${track.kind} ${track.readyState}`));
