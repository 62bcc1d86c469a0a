// Walks the pages in a real browser, with and without JavaScript, and asks axe-core about each.
// Usage: walk.mjs QUOTH SAMPLES [SHOTS]; SHOTS: a folder for pictures of what was seen.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [quoth, samples, shots] = process.argv.slice(2);
const axe_source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "quoth-pages-"));
const store = join(folder, "quoth.db");

// Whatever a transcript holds, it is text: here a title, names and words that try to be more.
const hostile = `Title: <script>window.stolen = 1</script> "quotes' & {{ 7 * 7 }}
Date: 4 March 2021

<IMG SRC=X ONERROR=ALERT(1)>: Is it "><svg onload=window.stolen=1> true?

JAVASCRIPT BROWN: He said "javascript:window.stolen=1 </p></main><script>window.stolen=1</script>" to me.

<IMG SRC=X ONERROR=ALERT(1)>: \u202eRight to left\u202c and ${"x".repeat(300)}?

JAVASCRIPT BROWN: \u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645 \u0641\u064a \u0627\u0644\u0645\u064a\u0646\u0627\u0621.
`;
writeFileSync(join(folder, "hostile.txt"), hostile);
// A transcript, and the same corrected; the first is removed: its addresses lead on.
const talk_before = "Title: The pier\n\nANN REED: Who closed the old pier last year? Was it you?\n\nTOM HALE: The council did. It was rotten from end to end. Nobody mourned.\n";
const talk_after = "Title: The pier\n\nANN REED: Good morning. Who closed the old pier last year?\n\nTOM HALE: The council did. It was rotten, they say, from end to end. Nobody mourned.\n";
writeFileSync(join(folder, "pier.txt"), talk_before);
execFileSync(quoth, ["--store", store, "--quiet", "add", join(folder, "pier.txt")]);
const before = createHash("sha256").update(talk_before).digest("hex").slice(0, 12);
writeFileSync(join(folder, "pier.txt"), talk_after);
execFileSync(quoth, ["--store", store, "--quiet", "add", join(folder, "pier.txt")]);
execFileSync(quoth, ["--store", store, "--quiet", "remove", before]);
const word_of = (words) => talk_before.split(/\s+/).findIndex((_, i, all) => all.slice(i).join(" ").startsWith(words));

execFileSync(quoth, ["--store", store, "--quiet", "add", samples, join(folder, "hostile.txt")], { stdio: ["ignore", "ignore", "inherit"] });

const server = spawn(quoth, ["--store", store, "--quiet", "serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const base = await new Promise((resolve, reject) => {
  server.stdout.once("data", (line) => resolve(String(line).trim().replace(/\/$/, "")));
  server.once("exit", () => reject(new Error("the server ended")));
});

const executable = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
let checks = 0;
const wrong = [];

async function open_page(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  return { context, page, faults };
}

async function axe(page, name) {
  await page.evaluate(axe_source);
  const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const found = result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
  if (found.length > 0) wrong.push(`${name}: ${found.join("; ")}`);
  ++checks;
}

/** Until `condition` holds in the page. Playwright's own waiting needs eval, which our pages forbid. */
async function until(page, condition, argument) {
  for (let i = 0; i < 200; ++i) {
    if (await page.evaluate(condition, argument)) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`never: ${condition}`);
}

async function fits(page, name) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) wrong.push(`${name}: ${over} pixels wider than the window`);
  ++checks;
}

// What people decide: a verdict of one, which another disputes, and a corrected reading.
const claims = (await (await fetch(`${base}/api/v1/claims`)).json()).claims;
const answers = (await (await fetch(`${base}/api/v1/answers`)).json()).answers;
async function decide(reference, change) {
  const answer = await fetch(`${base}/api/v1/reviews/${reference}`, { method: "POST", headers: { "If-Match": "*" }, body: JSON.stringify(change) });
  assert.equal(answer.status, 200, await answer.text());
}
const evidence = [{ url: "https://example.org/accounts/2021", quotation: "8.9 million in all" }, { quotation: "as the board says" }];
const ruled = claims[2].reference;
await decide(ruled, { author: "Ann Reed", field: "state", value: "being checked" });
await decide(ruled, { author: "Ann Reed", field: "assignee", value: "Tom Hale" });
await decide(ruled, { author: "Tom Hale", field: "verdict", value: "Mostly wrong", why: "The accounts say otherwise.", evidence });
await decide(ruled, { author: "Ann Reed", field: "verdict", value: "Right", why: "The accounts are of another year.", evidence });
await decide(claims[3].reference, { author: "Ann Reed", field: "state", value: "dropped" });
await decide(claims[4].reference, { author: "Ann Reed", field: "state", value: "checked" });
await decide(answers[0].reference, { author: "Ann Reed", field: "reading", value: "deflection", why: "Another question is answered" });

const records = (await (await fetch(`${base}/api/v1/records`)).json()).records;
const key_of = (part) => records.find((record) => record.id.includes(part)).record;
const kittiwake = key_of("kittiwake");
const pages = {
  records: "/",
  reading: `/r/${kittiwake}/`,
  hostile: `/r/${key_of("hostile")}/`,
  source: `/r/${kittiwake}/source/?w=300-330`,
  sheet: `/r/${key_of("exam-marking")}/source/?w=100-120`,
  beside: `/r/${key_of("oyre")}/?source=1`,
  drawn: `/r/${key_of("exam-marking")}/?source=1&w=100-120`,
  file: `/r/${key_of("oyre")}/source/`,
  moved: `/r/${before}/w${word_of("It was rotten")}-${word_of("It was rotten") + 6}`,
  gone: `/r/${before}/w${word_of("Was it you?")}-${word_of("Was it you?") + 2}`,
  search: "/search?q=bridge&sort=left",
  wrong: `/search?q=${encodeURIComponent('bridge AND "open')}`,
  none: "/search?q=zzyzx",
  verify: `/verify?q=${encodeURIComponent("It is 56 per cent for us and 42 per cent for them")}`,
  missing: "/verify?q=Nobody+ever+said+these+remarkable+words",
  quotations: "/quotations/",
  claims: "/claims/",
  claim: `/claims/${ruled}`,
  agreement: "/agreement",
  answers: "/answers/",
  timeline: "/timeline/",
  months: "/timeline/?from=2018&to=2020",
  undated: "/timeline/?undated=1",
  sides: "/compare?q=the&one=Ilse+Varnholt&other=Tobias+Renn",
  people: "/people/",
  person: `/people/${(await (await fetch(`${base}/api/v1/people`)).json()).people[0].person}/`,
  absent: "/r/nothing/",
};

// What is laid out otherwise on a telephone.
const narrow = new Set(["records", "reading", "search", "verify", "months", "people"]);

try {
  // Colours are the same at every width, and structure the same in both colours: axe-core need not see all.
  for (const [width, height, colorScheme, with_axe] of [[1440, 900, "light", true], [1440, 900, "dark", true], [768, 1024, "light", false],
    [390, 844, "light", true], [390, 844, "dark", false]]) {
    const { context, page, faults } = await open_page({ viewport: { width, height }, colorScheme });
    await context.addCookies([{ name: "quoth_reviewer", value: "Ann%20Reed", url: base }]);
    for (const [name, path] of Object.entries(pages)) {
      const seen = `${name} at ${width}, ${colorScheme}`;
      await page.goto(base + path);
      await fits(page, seen);
      if (with_axe && (width > 600 || narrow.has(name))) await axe(page, seen);
      if (shots) await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`) });
      assert.deepEqual(faults, [], seen);
      assert.equal(await page.evaluate(() => window.stolen), undefined, seen);
    }
    await context.close();
  }

  {  // Reading, by hand.
    const { context, page, faults } = await open_page({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
    await page.goto(base + pages.reading);
    const mark = page.locator(".talk .quote.m > a, .talk .time.m > a").first();
    await mark.click();
    const card = page.locator(".card");
    await card.waitFor();
    await card.getByRole("button", { name: "BibTeX" }).first().click();
    await card.getByText("Copied as BibTeX").first().waitFor();
    const bibtex = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(bibtex, /^@misc\{/);
    assert.match(bibtex, /url = \{http:\/\/127\.0\.0\.1:\d+\/r\/[0-9a-f]{12}\/w\d+-\d+\}/);
    if (shots) await page.screenshot({ path: join(shots, "card.png") });
    await axe(page, "a card");
    const permalink = await card.locator("a.permalink").first().getAttribute("href");
    await page.keyboard.press("Escape");
    assert.equal(await card.count(), 0);
    const response = await page.goto(permalink);
    assert.equal(response.status(), 200);
    assert.ok(await page.locator("mark.target").first().isVisible());
    if (shots) await page.screenshot({ path: join(shots, "permalink.png") });
    await page.goto(base + pages.reading);
    const toggle = page.locator("#show-times");
    await page.locator("label", { has: toggle }).click();
    assert.equal(await toggle.isChecked(), false);
    await page.keyboard.press("j");
    await page.keyboard.press("/");
    assert.ok(await page.locator(".find input").evaluate((box) => box === document.activeElement));
    await page.keyboard.type("harbour");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\?q=harbour/);
    assert.deepEqual(faults, []);
    // Adding.
    await page.goto(base + "/");
    const talk = join(folder, "added.txt");
    writeFileSync(talk, "Title: Added by hand\n\nANN REED: Who closed it?\n\nTOM HALE: The council did.\n");
    await page.setInputFiles("#files", talk);
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByRole("link", { name: "read it" }).first().click();
    await page.getByRole("heading", { name: "Added by hand" }).waitFor();
    await context.close();
    checks += 9;
  }

  {  // The talk and its source.
    const { context, page, faults } = await open_page({ viewport: { width: 1440, height: 900 } });
    await page.goto(base + pages.beside);
    const mark = page.locator(".talk .time.m").nth(3);
    const note = await mark.getAttribute("data-note");
    await mark.hover();
    const there = page.locator(`.beside [data-of~="${note}"].now`);
    assert.equal((await there.allTextContents()).join(""), (await mark.textContent()).trim());
    const pane = page.locator(".beside .bytes");
    const at_first = await pane.evaluate((element) => element.scrollTop);
    await page.mouse.wheel(0, 1500);
    await until(page, (top) => document.querySelector(".beside .bytes").scrollTop > top + 200, at_first);
    await pane.hover();
    const talk_at = await page.evaluate(() => scrollY);
    await page.mouse.wheel(0, -600);
    await until(page, (top) => scrollY < top - 100, talk_at);
    await pane.locator("[data-of~=s2]").first().click();
    await until(page, () => { const box = document.getElementById("s2").getBoundingClientRect(); return box.top > 0 && box.top < innerHeight; });
    await page.goto(base + pages.drawn);
    await until(page, () => [...document.querySelectorAll(".beside img")].some((image) => image.complete && image.naturalWidth > 500));
    assert.ok(await page.locator(".beside rect.on").count() > 2);
    await page.getByRole("link", { name: "Without the source" }).click();
    await page.getByRole("link", { name: "Source beside" }).waitFor();
    // Places while the question is typed.
    await page.goto(base + "/search");
    const words = page.getByLabel("Words", { exact: true });
    await words.pressSequentially("bridge", { delay: 20 });
    await page.getByText(/\d+ places? in/).waitFor();
    assert.match(page.url(), /q=bridge/);
    assert.ok(await words.evaluate((box) => box === document.activeElement));
    const asked = performance.now();
    await words.fill("the");
    await until(page, () => /q=the$/.test(location.href));
    assert.ok(performance.now() - asked < 1500);
    // The timeline, by keys and by the wheel.
    await page.goto(base + pages.timeline);
    const axis = page.locator(".axis");
    const from = await axis.getAttribute("data-from");
    await axis.focus();
    await page.keyboard.press("+");
    await until(page, (was) => document.querySelector(".axis").dataset.from !== was, from);
    assert.ok(await axis.evaluate((element) => element === document.activeElement));
    await page.locator(".axis svg").hover();
    const wide = await axis.getAttribute("data-from");
    await page.mouse.wheel(0, 600);
    await until(page, (was) => document.querySelector(".axis").dataset.from !== was, wide);
    // A name that is set right, once and everywhere.
    await context.addCookies([{ name: "quoth_reviewer", value: "Ann%20Reed", url: base }]);
    await page.goto(base + pages.person);
    const named = (await page.locator("h1").textContent()).trim();
    await page.getByText("Set this name right").click();
    await axe(page, "a name");
    await page.getByLabel("Call them").fill(`${named} of Norrvik`);
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("heading", { name: `${named} of Norrvik` }).waitFor();
    await page.getByText("Set this name right").click();
    await page.getByText("is called").waitFor();
    await page.goto(base + "/quotations/");
    assert.ok((await page.content()).includes(`${named} of Norrvik`));
    // An article.
    await page.goto(base + "/verify");
    await page.getByText("Check a whole article").click();
    await page.getByLabel("Its text").fill('She said: "It is 56 per cent for us and 42 per cent for them."');
    await page.getByRole("button", { name: "Check all quotations" }).click();
    await page.getByText("1 altered").waitFor();
    await axe(page, "an article");
    await fits(page, "an article");
    assert.deepEqual(faults, []);
    await context.close();
    checks += 12;
  }

  {  // The same without JavaScript.
    const { context, page } = await open_page({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    await page.goto(base + pages.reading);
    await page.locator(".talk .quote.m > a").first().click();
    const note = page.locator(".note:target");
    assert.ok(await note.isVisible());
    if (shots) await page.screenshot({ path: join(shots, "sheet-390.png") });
    await note.locator("a.permalink").click();
    assert.ok(await page.locator("mark.target").first().isVisible());
    await page.goto(base + pages.moved);
    await page.getByText("This passage was changed").waitFor();
    assert.match(await page.locator("mark.target").first().textContent(), /rotten/);
    await page.goto(base + pages.gone);
    assert.match(await page.locator("#notice").textContent(), /no longer there\. It read:Was it you\?/);
    await page.goto(base + pages.timeline);
    await page.getByRole("link", { name: "Nearer" }).click();
    await page.waitForURL(/from=\d{4}/);
    await page.goto(base + pages.beside);
    await page.getByRole("link", { name: "Source", exact: true }).first().click();
    await page.getByRole("heading", { name: "In the source" }).waitFor();
    await page.goto(base + "/verify");
    await page.locator("textarea[name=q]").fill("It is 56 per cent for us");
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText("altered").first().waitFor();
    await page.goto(base + "/");
    const talk = join(folder, "plain.txt");
    writeFileSync(talk, "Title: Without a script\n\nANN REED: Who opened it?\n\nTOM HALE: Nobody did.\n");
    await page.setInputFiles("#files", talk);
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByRole("heading", { name: "Without a script" }).waitFor();
    await context.close();
    checks += 4;
  }

  {  // Judging by keys alone, two people at once.
    const first = await open_page({ viewport: { width: 1440, height: 900 } });
    const second = await open_page({ viewport: { width: 1440, height: 900 } });
    for (const [who, name] of [[first, "Ann Reed"], [second, "Tom Hale"]]) {
      await who.page.goto(`${base}/claims/`);
      assert.equal(await who.page.locator(".does-all").count(), 0, "who says no name decides nothing");
      await who.page.getByLabel("Who judges?").fill(name);
      await who.page.keyboard.press("Enter");
      await who.page.getByText(`You judge as ${name}`).waitFor();
    }
    const { page } = first;
    const current = (of = page) => of.locator(".case[aria-current]");
    const words = await page.locator(".case mark").first().textContent();
    await page.keyboard.press("j");
    assert.equal(await current().locator("mark").textContent(), words);
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("s");
    await current().locator(".standing", { hasText: "shortlisted" }).waitFor();
    assert.ok(await current().evaluate((item) => item === document.activeElement), "the claim keeps the focus");
    // The other one still sees it as new.
    await second.page.keyboard.press("j");
    await second.page.keyboard.press("d");
    const told = current(second.page).getByRole("alert");
    await told.getByText("Somebody came first").waitFor();
    await told.getByText("shortlisted").waitFor();
    await axe(second.page, "a conflict");
    if (shots) await second.page.screenshot({ path: join(shots, "conflict.png") });
    await second.page.keyboard.press("Enter");
    await current(second.page).locator(".standing", { hasText: "dropped" }).waitFor();
    // Whose view is old is told even of a change that he would have undone.
    await page.keyboard.press("u");
    await current().getByRole("alert").getByText("dropped").waitFor();
    await current().getByRole("link", { name: "Leave it as it is" }).click();
    await current().locator(".standing", { hasText: "dropped" }).waitFor();
    await page.keyboard.press("u");
    await current().locator(".standing", { hasText: "shortlisted" }).waitFor();
    const all = await (await fetch(`${base}/api/v1/claims?limit=1`)).json();
    const history = (await (await fetch(`${base}/api/v1/reviews/${all.claims[0].reference}`)).json()).history;
    assert.deepEqual(history.map((entry) => [entry.author, entry.value ?? null]), [["Ann Reed", "shortlisted"], ["Tom Hale", "dropped"], ["Ann Reed", null]]);
    // Whoever comes back to a page sees what was decided meanwhile.
    await second.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await current(second.page).locator(".standing", { hasText: "shortlisted" }).waitFor();
    // Assigning, and words that are to be others.
    await page.keyboard.press("a");
    await page.keyboard.type("Tom Hale");
    await page.keyboard.press("Enter");
    await current().locator(".standing", { hasText: "for Tom Hale" }).waitFor();
    await page.keyboard.press("e");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("No word of the talk");
    await page.keyboard.press("Tab");
    await page.keyboard.type("To be told");
    await page.keyboard.press("Enter");
    await current().getByRole("alert").getByText("these words do not stand there").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await axe(page, "the keys");
    if (shots) await page.screenshot({ path: join(shots, "keys.png") });
    await page.keyboard.press("Escape");
    // A verdict.
    await page.keyboard.press("v");
    await page.getByLabel("The verdict, in a word or two of your own").fill("Right");
    await page.getByLabel("Why").last().fill("The board says the same.");
    await page.getByLabel("Address 1").fill("https://example.org/board");
    await page.getByRole("button", { name: "Give this verdict" }).click();
    await page.getByRole("heading", { name: "Right" }).waitFor();
    await page.getByText("As schema.org ClaimReview").waitFor();
    // Words of one's own choice, from the page on which they are read.
    await page.goto(base + pages.reading);
    const paragraph = page.locator(".talk .a p[data-w]").nth(1);
    await paragraph.evaluate((element) => {
      getSelection().selectAllChildren(element);
      element.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
    });
    await page.locator(".card").getByRole("link", { name: "A claim" }).click();
    await page.getByText("Nobody has taken these words for a claim yet").waitFor();
    await page.keyboard.press("s");
    await page.locator(".standing", { hasText: "shortlisted" }).waitFor();
    // A reading, by a number.
    await page.goto(`${base}/answers/?reviewed=no`);
    await page.keyboard.press("j");
    await page.keyboard.press("7");
    await page.keyboard.type("Nothing is said of it");
    await page.keyboard.press("Enter");
    await current().getByText("corrected by Ann Reed").waitFor();
    assert.match(await current().locator(".verdict").textContent(), /clear non-reply declining/);
    if (shots) await page.screenshot({ path: join(shots, "answers-corrected.png") });
    await page.keyboard.press("u");
    await current().getByLabel("The reason").fill("A slip");
    await page.keyboard.press("Enter");
    await current().getByText("corrected by").waitFor({ state: "detached" });
    assert.deepEqual([...first.faults, ...second.faults], []);
    await first.context.close();
    await second.context.close();
    checks += 20;
  }

  {  // Judging without JavaScript.
    const { context, page } = await open_page({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    await page.goto(`${base}/claims/?state=new`);
    await page.getByLabel("Who judges?").fill("Dora Falk");
    await page.getByRole("button", { name: "Begin" }).click();
    const words = await page.locator(".case mark").first().textContent();
    await fetch(`${base}/claims/`);
    const reference = (await (await fetch(`${base}/api/v1/claims?state=new&limit=1`)).json()).claims[0].reference;
    await page.getByRole("button", { name: "Shortlist" }).first().click();
    assert.match(page.url(), /claims\/\?state=new/);
    assert.notEqual(await page.locator(".case mark").first().textContent(), words, "it is no new claim any more");
    await page.goto(`${base}/claims/${reference}`);
    await page.getByText("shortlisted").first().waitFor();
    await decide(reference, { author: "Tom Hale", field: "state", value: "checked" });
    await page.getByRole("button", { name: "Drop" }).click();
    await page.getByRole("heading", { name: "Somebody came first" }).waitFor();
    await fits(page, "a conflict without JavaScript");
    if (shots) await page.screenshot({ path: join(shots, "conflict-390.png") });
    await page.getByRole("button", { name: "Do mine all the same" }).click();
    await page.locator(".standing", { hasText: "dropped" }).waitFor();
    await page.locator("summary", { hasText: "Holder" }).click();
    await page.getByLabel("Who claims it").fill("The harbour board");
    await page.locator("details[open]").getByLabel("Why").fill("It is the board's");
    await page.locator("details[open]").getByRole("button", { name: "Keep" }).click();
    await page.getByText("corrected by Dora Falk").first().waitFor();
    await context.close();
    checks += 6;
  }
  assert.deepEqual(wrong, []);
  console.log(`${checks} checks of ${Object.keys(pages).length} pages`);
} finally {
  await browser.close();
  server.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}
