// What a browser that has seen nothing of the site makes of pages. Usage: first_paint.mjs URL PATH...
// A JSON line for each: milliseconds to the first and to the largest paint, the layout shift (CLS), bytes over the wire by kind.
// playwright-core comes from tests/pages (npm ci there).
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../tests/pages/", import.meta.url))("playwright-core");
const [url, ...paths] = process.argv.slice(2);
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const warm = await browser.newPage(); // the browser's own first page is slow
await warm.goto(url);
await warm.close();

for (const path of paths) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const kinds = new Map();
  const bytes = {};
  session.on("Network.responseReceived", (event) => kinds.set(event.requestId, event.type.toLowerCase()));
  session.on("Network.loadingFinished", (event) => {
    const kind = kinds.get(event.requestId);
    bytes[kind] = (bytes[kind] ?? 0) + event.encodedDataLength;
  });
  await page.addInitScript(() => {
    window.seen = { first: 0, largest: 0, shift: 0 };
    const watch = (type, use) => new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true });
    watch("paint", (entry) => { if (entry.name === "first-contentful-paint") window.seen.first = entry.startTime; });
    watch("largest-contentful-paint", (entry) => { window.seen.largest = entry.startTime; });
    watch("layout-shift", (entry) => { window.seen.shift += entry.value; });
  });
  await page.goto(url + path, { waitUntil: "load" });
  await page.waitForTimeout(500);
  for (let i = 0; i < 5; ++i) await page.mouse.wheel(0, 900); // what comes into sight must stay where it is
  await page.waitForTimeout(300);
  const seen = await page.evaluate(() => window.seen);
  console.log(JSON.stringify({ path, first_ms: Math.round(seen.first), largest_ms: Math.round(seen.largest), shift: seen.shift, bytes }));
  await context.close();
}
await browser.close();
