// Words as permalinks count them: runs of characters that are no white space, counted over the whole text. Each
// paragraph says which word is its first.

const space = /[\s\u0085]+/u;

function words_before(paragraph: Element, node: Node, offset: number): { count: number; inside: boolean } {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, offset);
  const text = range.toString();
  const count = text.split(space).filter(Boolean).length;
  return { count, inside: count > 0 && !/[\s\u0085]$/u.test(text) };
}

function paragraph_of(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>("[data-w]") ?? null;
}

function all_words(paragraph: HTMLElement): string[] {
  return (paragraph.textContent ?? "").split(space).filter(Boolean);
}

/** The words that a selection touches; null where it begins or ends outside the talk. */
export function selected_words(range: Range): { first: number; last: number; text: string } | null {
  const from = paragraph_of(range.startContainer);
  const to = paragraph_of(range.endContainer);
  if (!from || !to) return null;
  const start = words_before(from, range.startContainer, range.startOffset);
  const end = words_before(to, range.endContainer, range.endOffset);
  // A selection that begins after a word's last character does not touch it.
  const rest = range.toString();
  const first = Number(from.dataset.w) + start.count - (start.inside && !/^[\s\u0085]/u.test(rest) ? 1 : 0);
  const last = Number(to.dataset.w) + end.count - 1;
  if (last < first) return null;
  return { first, last, text: words_text(`w${first}-${last}`) ?? rest.trim() };
}

/** The words of "w120-134", as far as they stand on this page. */
export function words_text(key: string): string | null {
  const match = /^w(\d+)-(\d+)$/.exec(key);
  if (!match) return null;
  const [first, last] = [Number(match[1]), Number(match[2])];
  const found: string[] = [];
  for (const paragraph of document.querySelectorAll<HTMLElement>(".talk [data-w]")) {
    const begin = Number(paragraph.dataset.w);
    if (begin > last) break;
    const words = all_words(paragraph);
    if (begin + words.length <= first) continue;
    found.push(...words.slice(Math.max(0, first - begin), last - begin + 1));
  }
  return found.length === last - first + 1 ? found.join(" ") : null;
}

/** Where words of this page begin and end, in code points of the record's text; without the marks that end a sentence. */
export function characters_of(first: number, last: number): [number, number] | null {
  const edge = (word: number, is_end: boolean): number | null => {
    const paragraph = [...document.querySelectorAll<HTMLElement>(".talk [data-w]")].filter((p) => Number(p.dataset.w) <= word).pop();
    const text = paragraph?.textContent ?? "";
    const found = [...text.matchAll(/[^\s\u0085]+/gu)][word - Number(paragraph?.dataset.w)];
    if (!found) return null;
    const end = found.index! + found[0].replace(/[.,;:!?…]+$/u, "").length;
    return Number(paragraph!.dataset.c) + [...text.slice(0, is_end ? end : found.index)].length;
  };
  const [begin, end] = [edge(first, false), edge(last, true)];
  return begin !== null && end !== null && begin < end ? [begin, end] : null;
}
