// A click on a mark opens a card: the notes on all that is marked there, the innermost first, and the ways to cite it.
import { citation, forms, type Cited } from "./cite";
import { characters_of, selected_words, words_text } from "./words";

let card: HTMLElement | null = null;
let opener: HTMLElement | null = null;

function speaker_at(element: Element | null): string {
  const who = element?.closest(".turn")?.querySelector(".who");
  const name = who?.firstChild;
  return name?.nodeType === Node.TEXT_NODE ? (name.textContent ?? "").trim() : "";
}

function cited_of(page: HTMLElement, permalink: string, words: string, speaker: string): Cited {
  return {
    words,
    speaker,
    title: page.dataset.title ?? "",
    date: page.dataset.date ?? "",
    outlet: page.dataset.outlet ?? "",
    sha256: page.dataset.sha256 ?? "",
    url: permalink,
  };
}

/** The address of a stretch of words: a path for the server, a fragment where there is none. */
function address(range: string): string {
  const base = new URL(location.pathname.replace(/[^/]*$/, ""), location.href);
  return document.documentElement.classList.contains("live") ? new URL(range, base).href : `${location.href.split("#")[0]}#${range}`;
}

function buttons(cited: Cited): HTMLElement {
  const row = document.createElement("p");
  row.className = "cite";
  const label = document.createElement("span");
  label.textContent = "Copy citation:";
  row.append(label);
  for (const form of forms) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = form;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(citation(cited, form));
      label.textContent = `Copied as ${form}:`;
    });
    row.append(button);
  }
  label.setAttribute("role", "status");
  return row;
}

export function close_card(back_to_opener = false): void {
  card?.remove();
  card = null;
  document.querySelectorAll(".held").forEach((mark) => mark.classList.remove("held"));
  if (back_to_opener) opener?.focus();
}

function show(content: Node[], at: DOMRect, from: HTMLElement | null): void {
  close_card();
  opener = from;
  card = document.createElement("div");
  card.className = "card";
  card.tabIndex = -1;
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", "About this mark");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.textContent = "×";
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", () => close_card(true));
  card.append(...content, close);
  document.body.append(card);
  const width = card.offsetWidth;
  const left = Math.min(Math.max(at.left, 12), document.documentElement.clientWidth - width - 12);
  const below = at.bottom + 8;
  const fits = below + card.offsetHeight < innerHeight || at.top < card.offsetHeight + 70;
  const top = fits ? below : at.top - card.offsetHeight - 8;
  card.style.setProperty("left", `${left + scrollX}px`);
  card.style.setProperty("top", `${top + scrollY}px`);
  card.focus({ preventScroll: true });
}

function is_on(mark: HTMLElement): boolean {
  const kind = ["quote", "claim", "time", "figure", "stance", "name"].find((k) => mark.classList.contains(k));
  const toggle = document.getElementById(`show-${kind}s`) as HTMLInputElement | null;
  return toggle?.checked ?? false;
}

function open_marks(page: HTMLElement, target: HTMLElement): boolean {
  const marks: HTMLElement[] = [];
  for (let mark = target.closest<HTMLElement>("[data-note]"); mark; mark = mark.parentElement!.closest<HTMLElement>("[data-note]")) {
    if (is_on(mark)) marks.push(mark);
  }
  const notes: HTMLElement[] = [];
  for (const mark of marks) {
    const note = document.getElementById(mark.dataset.note!);
    if (!note) continue;
    const copy = note.cloneNode(true) as HTMLElement;
    copy.removeAttribute("id");
    const link = copy.querySelector<HTMLAnchorElement>(".permalink");
    if (link) {
      const range = link.getAttribute("href")!.replace("#", "");
      link.href = address(range);
      const words = words_text(range) ?? copy.querySelector(".said")?.textContent ?? mark.textContent ?? "";
      copy.append(buttons(cited_of(page, link.href, words, speaker_at(mark))));
    }
    notes.push(copy);
  }
  if (notes.length === 0) return false;
  show(notes, target.getBoundingClientRect(), target);
  marks.forEach((mark) => document.querySelectorAll(`[data-note="${mark.dataset.note}"]`).forEach((m) => m.classList.add("held")));
  return true;
}

/** What was selected can be cited as it stands. */
function offer_selection(page: HTMLElement): void {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  const words = selected_words(range);
  if (!words) return;
  const key = `w${words.first}-${words.last}`;
  const note = document.createElement("div");
  note.className = "note";
  const said = document.createElement("p");
  said.className = "said";
  said.textContent = words.text;
  const acts = document.createElement("p");
  acts.className = "acts";
  const link = document.createElement("a");
  link.href = address(key);
  link.textContent = "Permalink";
  acts.append(link);
  if (document.documentElement.classList.contains("live")) {
    const source = document.createElement("a");
    source.href = `source/?w=${words.first}-${words.last}#target`;
    source.textContent = "Source";
    acts.append(source);
    const characters = characters_of(words.first, words.last);
    if (characters) {
      const claim = document.createElement("a");
      claim.href = `/claims/${(page.dataset.sha256 ?? "").slice(0, 12)}%3Ac${characters.join("-")}`;
      claim.textContent = "A claim";
      acts.append(claim);
    }
  }
  const at = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  note.append(said, acts, buttons(cited_of(page, link.href, words.text, speaker_at(at))));
  show([note], range.getBoundingClientRect(), null);
}

export function start_cards(): void {
  const page = document.querySelector<HTMLElement>("main.reading");
  if (!page) return;
  page.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    if (!getSelection()?.isCollapsed) return;
    const mark = target.closest<HTMLElement>(".talk [data-note]");
    if (!mark) return;
    // Where no layer that is switched on marks these words, the link to a note leads nowhere that could be seen.
    open_marks(page, mark);
    event.preventDefault();
  });
  document.addEventListener("pointerup", (event) => {
    if (card?.contains(event.target as Node)) return;
    close_card();
    if ((event.target as Element).closest?.(".talk")) setTimeout(() => offer_selection(page));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && card) close_card(true);
  });
  const reach = () =>
    page.querySelectorAll<HTMLAnchorElement>(".talk .m > a").forEach((link) => {
      const marks = [link.closest<HTMLElement>("[data-note]")!];
      for (let m = marks[0].parentElement!.closest<HTMLElement>("[data-note]"); m; m = m.parentElement!.closest<HTMLElement>("[data-note]")) marks.push(m);
      link.tabIndex = marks.some(is_on) ? 0 : -1;
    });
  page.querySelectorAll(".layers input").forEach((input) => input.addEventListener("change", () => {
    close_card();
    reach();
  }));
  reach();
}
