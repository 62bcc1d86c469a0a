// An address that ends in #w120-134 (words) or #c700-790 (characters) means those words: where no server marks them, they are
// marked here.

function place(paragraph: HTMLElement, offset: number): [Node, number] | null {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent!.length;
    if (offset <= length) return [node, offset];
    offset -= length;
  }
  return null;
}

/** UTF-16 units before code point n of a text. */
function units(text: string, n: number): number {
  return [...text].slice(0, n).join("").length;
}

function range_of(kind: string, first: number, last: number): Range | null {
  const key = kind === "w" ? "w" : "c";
  const paragraphs = [...document.querySelectorAll<HTMLElement>(".talk [data-w]")];
  const holding = (at: number) => paragraphs.filter((p) => Number(p.dataset[key]) <= at).pop();
  const [from, to] = [holding(first), holding(kind === "c" ? last - 1 : last)];
  if (!from || !to) return null;
  const offset = (paragraph: HTMLElement, at: number, is_end: boolean) => {
    const text = paragraph.textContent!;
    const n = at - Number(paragraph.dataset[key]);
    if (kind === "c") return units(text, n);
    const word = [...text.matchAll(/[^\s\u0085]+/gu)][n];
    return word ? word.index! + (is_end ? word[0].length : 0) : text.length;
  };
  const begin = place(from, offset(from, first, false));
  const end = place(to, offset(to, last, true));
  if (!begin || !end) return null;
  const range = document.createRange();
  range.setStart(...begin);
  range.setEnd(...end);
  return range;
}

function mark(): void {
  const match = /^#([wc])(\d+)-(\d+)$/.exec(location.hash);
  if (!match || !("highlights" in CSS)) return;
  const range = range_of(match[1], Number(match[2]), Number(match[3]));
  if (!range) return;
  CSS.highlights.set("target", new Highlight(range));
  range.startContainer.parentElement?.scrollIntoView({ block: "center" });
}

export function start_target(): void {
  if (!document.querySelector("main.reading")) return;
  addEventListener("hashchange", mark);
  mark();
}
