/** The own photo: given in every way, cut to a square, and nothing but the picture leaves the device. Not: what the backend does again. */
import AxeBuilder from "@axe-core/playwright";
import { Locator, Page } from "@playwright/test";
import { conference, Conference } from "../harness/backend";
import { pressOn, tabTo } from "../harness/keys";
import { ADA, BELA, CHIOMA, signIn } from "../harness/people";
import { asFromTelephone, bomb, halves, movingGif, PLANTED, quarters } from "../harness/pictures";
import { expect, test as base } from "../harness/test";

// Of its own: it changes how people look.
const test = base.extend<{ app: Conference }>({
  app: async ({ witness }, use) => {
    const started = await conference();
    await use(started);
    witness.end();
    await started.stop();
  },
});

const chooser = (page: Page) => page.getByLabel("Choose a photo");
const step = (page: Page) => page.getByRole("dialog", { name: "Your photo" });
const stage = (page: Page) => step(page).getByRole("group", { name: "Picture" });
const slider = (page: Page, name: string) => step(page).getByRole("slider", { name });
const row = (page: Page) => page.locator("#photo-area");

async function open(page: Page, app: Conference, who = BELA): Promise<void> {
  await signIn(page, app, who);
  await page.goto(`${app.origin}/profile`);
  await expect(chooser(page)).toBeAttached();
}

async function choose(page: Page, name: string, buffer: Buffer, mimeType = "image/jpeg"): Promise<void> {
  await chooser(page).setInputFiles({ name, mimeType, buffer });
}

/** Presses the button and reads what leaves the device. */
async function sent(page: Page): Promise<Buffer> {
  const request = page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("/api/me/photo"));
  await step(page).getByRole("button", { name: "Use this photo" }).click();
  const bytes = (await request).postDataBuffer()!;
  await expect(page.getByText("Your photo was changed.")).toBeVisible();
  await expect(step(page)).toHaveCount(0);
  return bytes;
}

async function give(target: Locator, event: "drop" | "paste", name: string, type: string, bytes: Buffer): Promise<void> {
  const carried = await target.page().evaluateHandle(
    ([name, type, base64]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type }));
      return transfer;
    },
    [name, type, bytes.toString("base64")] as const,
  );
  if (event === "paste") {
    await target.evaluate((element, clipboardData) => element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })), carried);
    return;
  }
  await target.dispatchEvent("dragenter", { dataTransfer: carried });
  await expect(row(target.page())).toHaveClass(/over/);
  await expect(target.page().getByText("Let go to look at this programme"), "a picture is no programme").toBeHidden();
  await target.dispatchEvent("drop", { dataTransfer: carried });
  await expect(row(target.page())).not.toHaveClass(/over/);
}

test("a photo from a telephone comes upright and cut, and nothing else of the file leaves the device", async ({ page, app, device }) => {
  test.setTimeout(120_000);
  await open(page, app, ADA);
  const file = asFromTelephone(await halves(page, 800, 400));
  expect(file.includes(PLANTED) && file.includes("Exif") && file.includes("xmpmeta")).toBe(true);
  await choose(page, "IMG_0001.JPG", file);
  await expect(step(page)).toBeVisible();
  // Turned upright it is 400 wide and 800 high: what was left is above.
  await expect(slider(page, "Left and right")).toBeDisabled();
  await expect(slider(page, "Up and down")).toHaveAttribute("aria-valuetext", "50 % from the top");
  const bytes = await sent(page);
  expect(await quarters(page, bytes)).toBe("rrbb 400");
  for (const secret of [PLANTED, "CANARY", "Exif", "xap", "xmpmeta", "PK\x03"]) expect(bytes.includes(secret), secret).toBe(false);
  expect([bytes.subarray(0, 2), bytes.subarray(-2)]).toEqual([Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xd9])]);

  // Nobody sees it before its owner says so; then it is the square that was chosen.
  const id: string = await page.evaluate(async () => (await (await fetch("/api/me", { headers: { "X-Plenary": "1" } })).json()).id);
  const other = await (await device()).newPage();
  await signIn(other, app, CHIOMA);
  await other.goto(`${app.origin}/delegates/${id}`);
  await expect(other.getByRole("heading", { level: 1, name: "Ada Lindqvist" })).toBeVisible();
  await expect(other.getByRole("main").locator("img")).toHaveCount(0);
  await page.getByRole("group", { name: "Who sees Photo" }).getByRole("radio", { name: "All delegates" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Share" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await other.reload();
  const portrait = other.getByRole("main").locator("img");
  await expect(portrait).toBeVisible();
  const shown = await portrait.evaluate(async (img: HTMLImageElement) => [...new Uint8Array(await (await fetch(img.src)).arrayBuffer())]);
  expect(await quarters(other, Buffer.from(shown))).toBe("rrbb 400");
});

test("dropped anywhere or pasted, it is the photo; a finger and the wheel choose the square", async ({ page, app }) => {
  test.setTimeout(120_000);
  await open(page, app);
  const wide = await halves(page, 900, 300, "image/png");
  await give(page.locator("h1"), "drop", "portrait.png", "image/png", wide);
  await expect(step(page)).toBeVisible();
  const box = (await stage(page).boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  // Twice the window's width to the left: the right end of the picture.
  await page.mouse.move(x - box.width, y, { steps: 4 });
  await page.mouse.move(x - 2 * box.width, y, { steps: 4 });
  await page.mouse.up();
  await expect(slider(page, "Left and right")).toHaveAttribute("aria-valuetext", "100 % from the left");
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -100);
  await expect(slider(page, "Zoom")).toHaveAttribute("aria-valuetext", "110 %");
  expect(await quarters(page, await sent(page))).toMatch(/^bbbb 27\d$/);

  await give(page.locator("body"), "paste", "image.png", "image/png", wide);
  await expect(step(page)).toBeVisible();
  expect(await quarters(page, await sent(page)), "the middle, where nothing was moved").toBe("rbrb 300");
});

test("two fingers zoom between them", async ({ app, device }) => {
  test.setTimeout(90_000);
  const page = await (await device({ hasTouch: true, viewport: { width: 360, height: 740 } })).newPage();
  await open(page, app);
  await expect(page.getByText("Or drop a picture here")).toBeHidden();
  await choose(page, "portrait.jpg", await halves(page, 1000, 1000));
  const box = (await stage(page).boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const fingers = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", apart: number) =>
    fingers.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : [{ x: x - apart, y, id: 1 }, { x: x + apart, y, id: 2 }],
    });
  await touch("touchStart", 30);
  for (const apart of [40, 50, 60]) await touch("touchMove", apart);
  await touch("touchEnd", 0);
  await expect(slider(page, "Zoom")).toHaveAttribute("aria-valuetext", /^(19\d|20\d) %$/);
  await expect(step(page).getByRole("status")).toContainText(/^Zoom (19\d|20\d) %/);
  expect(await quarters(page, await sent(page))).toMatch(/^rbrb (49\d|5\d\d)$/);
});

test("what is no still picture is refused in a sentence, and the photo stays", async ({ page, app }) => {
  test.setTimeout(120_000);
  await open(page, app);
  let asked = 0;
  page.on("request", (request) => (asked += Number(request.url().endsWith("/api/me/photo"))));
  const alarm = page.getByRole("alert").filter({ hasText: "Your photo is unchanged" });
  const png = await halves(page, 64, 64, "image/png");
  const apng = Buffer.concat([png.subarray(0, 33), Buffer.from("\0\0\0\x08acTL\0\0\0\x02\0\0\0\0\xf3\x8d\x93\x70", "latin1"), png.subarray(33)]);
  for (const [name, kind, bytes, says] of [
    ["drawing.svg", "image/svg+xml", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), "not a JPEG"],
    ["page.jpg", "image/jpeg", Buffer.from("<!doctype html><script>alert(1)</script>"), "not a JPEG"],
    ["moving.gif", "image/gif", movingGif(), "moves"],
    ["moving.png", "image/png", apng, "moves"],
    ["bomb.png", "image/png", bomb(), "too many pixels"],
    ["cut.png", "image/png", png.subarray(0, 40), "could not read"],
    ["empty.jpg", "image/jpeg", Buffer.alloc(0), "not a JPEG"],
  ] as const) {
    await choose(page, name, bytes, kind);
    await expect(alarm, name).toContainText(says);
    await expect(step(page)).toHaveCount(0);
  }
  // Let go in the place for pictures, something else is refused there and not read as a programme.
  await give(row(page), "drop", "page.html", "text/html", Buffer.from("<p>"));
  await expect(alarm).toContainText("not a JPEG");
  await expect(page.getByText("is not shown")).toHaveCount(0);
  expect(asked).toBe(0);
});

test("the keyboard alone chooses, cuts and sends it, and is back where it was", async ({ page, app }) => {
  test.setTimeout(120_000);
  await open(page, app);
  const wide = await halves(page, 800, 400, "image/webp");
  await tabTo(chooser(page));
  const asked = page.waitForEvent("filechooser");
  await page.keyboard.press("Space");
  await (await asked).setFiles({ name: "portrait.webp", mimeType: "image/webp", buffer: wide });
  await expect(step(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(step(page)).toHaveCount(0);
  await expect(chooser(page)).toBeFocused();

  await choose(page, "portrait.webp", wide, "image/webp");
  await tabTo(stage(page));
  for (let pressed = 0; pressed < 6; pressed++) await page.keyboard.press("Shift+ArrowRight");
  await expect(slider(page, "Left and right"), "the picture went to the right").toHaveAttribute("aria-valuetext", "0 % from the left");
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await expect(step(page).getByRole("status")).toContainText("Zoom 121 %.");
  await page.keyboard.press("-");
  await expect(slider(page, "Zoom")).toHaveAttribute("aria-valuetext", "110 %");
  await tabTo(slider(page, "Left and right"));
  await page.keyboard.press("End");
  await expect(slider(page, "Left and right")).toHaveAttribute("aria-valuetext", "100 % from the left");
  const request = page.waitForRequest((request) => request.method() === "PUT");
  await pressOn(step(page).getByRole("button", { name: "Use this photo" }));
  expect(await quarters(page, (await request).postDataBuffer()!)).toMatch(/^bbbb 36\d$/);
  await expect(page.getByText("Your photo was changed.")).toBeVisible();
  await pressOn(page.getByRole("button", { name: "Remove photo" }));
  await expect(page.getByText("Your photo was removed.")).toBeVisible();
  await expect(chooser(page)).toBeFocused();
});

test("a photo that did not arrive is kept to be sent again", async ({ page, app, witness }) => {
  test.setTimeout(90_000);
  witness.pardon(/Failed to load resource|net::ERR/);
  await open(page, app);
  await choose(page, "portrait.jpg", await halves(page, 300, 300));
  app.front.fail(/\/api\/me\/photo/, { kind: "unreachable" });
  await step(page).getByRole("button", { name: "Use this photo" }).click();
  const again = page.getByRole("button", { name: "Send the photo again" });
  await expect(again).toBeVisible();
  app.front.heal();
  await again.click();
  await expect(page.getByText("Your photo was changed.")).toBeVisible();
  await expect(again).toBeHidden();
});

test("the step fits a narrow page in both directions, light and dark, without a violation that axe knows", async ({ page, app }) => {
  test.setTimeout(120_000);
  await open(page, app);
  await choose(page, "portrait.jpg", await halves(page, 800, 400));
  await expect(step(page)).toBeVisible();
  for (const [width, height, colorScheme, dir] of [[320, 640, "light", "ltr"], [320, 256, "dark", "ltr"], [320, 640, "dark", "rtl"], [1440, 900, "light", "rtl"]] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height });
    await page.evaluate((dir) => (document.documentElement.dir = dir), dir);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`), `${width} ${colorScheme} ${dir}`).toEqual([]);
    const wider = await step(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    expect.soft(wider, `${width} ${dir}`).toBeLessThanOrEqual(0);
    await expect(step(page).getByRole("button", { name: "Use this photo" })).toBeInViewport();
  }
});
