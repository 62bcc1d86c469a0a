// The queue of claims and the board of answers: one case at a time by keys; what a form decides is sent without leaving the
// page, and the case that comes back takes the place of the one that was there.

let current: HTMLElement | null = null;
/** The page that a case was last seen on, so that what a filter leaves out stays in sight until one goes on. */
const waiting = new Set<HTMLElement>();

function cases(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".queue .case, .one .case")];
}

function take(item: HTMLElement | null | undefined, scroll = true): void {
  if (!item) return;
  current?.removeAttribute("aria-current");
  current = item;
  item.setAttribute("aria-current", "true");
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  if (scroll) item.scrollIntoView({ block: "nearest" });
}

function step(by: 1 | -1): void {
  const all = cases();
  const at = current ? all.indexOf(current) : -1;
  take(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
}

/** What can be pressed by a key: a button, a link, or the head of what unfolds. */
function press(key: string): boolean {
  if (!current) step(1);
  const target = current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (target.tagName === "SUMMARY") {
    const details = target.parentElement as HTMLDetailsElement;
    details.open = !details.open;
    const field = details.querySelector<HTMLElement>("textarea, input:not([type=hidden]), select");
    if (details.open) field?.focus();
    if (details.open && field instanceof HTMLInputElement) field.select();
  } else {
    target.click();
  }
  return true;
}

function choose(number: number): boolean {
  const select = current?.querySelector<HTMLSelectElement>(".does select[name=value]");
  if (!select || number > select.options.length) return false;
  const details = select.closest("details")!;
  details.open = true;
  select.selectedIndex = number - 1;
  details.querySelector<HTMLInputElement>("input[name=why]")?.focus();
  return true;
}

function say(item: HTMLElement, content: Node[]): void {
  item.querySelector(":scope > .answer-of-server")?.remove();
  const box = document.createElement("div");
  box.className = "answer-of-server";
  box.setAttribute("role", "alert");
  box.append(...content);
  item.append(box);
  box.querySelector<HTMLElement>("input:not([type=hidden]), button")?.focus();
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const item = form.closest<HTMLElement>(".case");
  if (!item || waiting.has(item)) return;
  const one = form.dataset.one || item.dataset.one;
  const data = new FormData(form);
  if (submitter instanceof HTMLButtonElement && submitter.name) data.set(submitter.name, submitter.value);
  if (one) data.set("back", one);
  waiting.add(item);
  item.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data as unknown as Record<string, string>) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const refusal = page.querySelector(".refusal");
    if (refusal) {
      item.dataset.one = one ?? "";
      const head = refusal.querySelector("h1");
      if (head) {
        const strong = page.createElement("p");
        strong.className = "refused-head";
        strong.append(...head.childNodes);
        head.replaceWith(strong);
      }
      refusal.querySelector("blockquote")?.remove();
      const back = refusal.querySelector<HTMLAnchorElement>(".acts a");
      if (back) {
        back.href = one ?? back.href;
        back.className = "leave";
      }
      say(item, [...refusal.childNodes]);
      return;
    }
    await show(item, page);
  } catch {
    const words = document.createElement("p");
    words.textContent = "The server did not answer; nothing was kept.";
    say(item, [words]);
  } finally {
    waiting.delete(item);
    item.removeAttribute("aria-busy");
  }
}

/** Puts the case of a page in the place of one that is shown. */
async function show(item: HTMLElement, page: Document): Promise<void> {
  const fresh = page.querySelector<HTMLElement>(".case");
  if (!fresh) return location.reload();
  const was_current = item === current;
  item.replaceWith(fresh);
  if (was_current) take(fresh, false);
  const live = document.getElementById("said-by-server");
  if (live) live.textContent = fresh.querySelector(".standing, .verdict")?.textContent ?? "";
}

async function leave(link: HTMLAnchorElement): Promise<void> {
  const item = link.closest<HTMLElement>(".case")!;
  await show(item, new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html"));
}

/** What others have decided since, where nothing is being written. */
async function look_again(): Promise<void> {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const fresh of page.querySelectorAll<HTMLElement>(".case")) {
    const item = document.getElementById(fresh.id);
    if (!item || item.dataset.version === fresh.dataset.version || waiting.has(item)) continue;
    if (item.querySelector(".does-all details[open], .answer-of-server")) continue;
    const was_current = item === current;
    const had_focus = item.contains(document.activeElement);
    item.replaceWith(fresh);
    if (!was_current) continue;
    current = fresh;
    fresh.setAttribute("aria-current", "true");
    if (had_focus) take(fresh, false);
  }
}

function offer_copy(link: HTMLAnchorElement): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    const answer = await fetch(link.href);
    await navigator.clipboard.writeText(JSON.stringify(await answer.json(), null, 2));
    button.textContent = "Copied";
  });
  link.after(button);
}

export function start_reviewing(): void {
  document.querySelectorAll<HTMLAnchorElement>("a[data-copies]").forEach(offer_copy);
  const main = document.querySelector<HTMLElement>("main:has(.case)");
  if (!main) return;
  const live = document.createElement("p");
  live.id = "said-by-server";
  live.className = "hide";
  live.setAttribute("role", "status");
  main.append(live);
  document.documentElement.classList.add("keyed");
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void look_again().catch(() => undefined);
  });
  const keys = document.querySelector<HTMLDialogElement>("dialog.keys");
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches(".does") || !form.closest(".case")) return;
    event.preventDefault();
    void send(form, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    const link = target.closest<HTMLAnchorElement>("a.leave");
    if (link) {
      event.preventDefault();
      void leave(link);
    } else if (target.closest("[data-key='?']")) {
      keys?.showModal();
    } else {
      const item = target.closest<HTMLElement>(".case");
      if (item && item !== current && !target.closest("a, button, input, textarea, select, summary")) take(item, false);
      else if (item && item !== current) {
        current?.removeAttribute("aria-current");
        current = item;
        item.setAttribute("aria-current", "true");
      }
    }
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.key === "Escape" && target.closest(".case details[open]")) {
      const details = target.closest<HTMLDetailsElement>("details[open]")!;
      details.open = false;
      take(details.closest<HTMLElement>(".case"), false);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || keys?.open || target.closest("input, textarea, select")) return;
    if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    else if (event.key === "?") keys?.showModal();
    else if (/^[1-9]$/.test(event.key) ? choose(Number(event.key)) : /^[a-z]$/.test(event.key) && press(event.key)) event.preventDefault();
  });
}
