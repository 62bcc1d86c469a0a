// The talk and its source, read together: each scrolls with the other, and what is pointed at in the one is marked in the
// other. What belongs together says so: data-of of a stretch of the source names the sentences and marks that it is of.

const margin = 90; // pixels below the bar at which a line is read

function sentences(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".talk [id^=s]")].filter((element) => /^s\d+$/.test(element.id));
}

function stretches(panel: HTMLElement, name: string): Element[] {
  return [...panel.querySelectorAll(`[data-of~="${CSS.escape(name)}"]`)];
}

/** The name of the sentence that a stretch is of. */
function sentence_of(stretch: Element): string | undefined {
  return (stretch as HTMLElement | SVGElement).dataset.of?.split(" ").find((name) => /^s\d+$/.test(name));
}

/** The first of elements that are in their order whose end lies below a line. O(log n). */
function first_below<T extends Element>(elements: T[], line: number): T | undefined {
  let [low, high] = [0, elements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elements[middle].getBoundingClientRect().bottom <= line) low = middle + 1;
    else high = middle;
  }
  return elements[low];
}

class Beside {
  private readonly said = sentences();
  private readonly written: Element[];
  private readonly pane: HTMLElement;
  private leader: "talk" | "source" = "talk";
  private waiting = false;
  private marked: Element[] = [];

  constructor(private readonly panel: HTMLElement) {
    this.pane = panel.querySelector<HTMLElement>(".bytes") ?? panel;
    this.written = [...panel.querySelectorAll("[data-of]")].filter((stretch) => sentence_of(stretch));
    for (const event of ["pointerenter", "focusin", "wheel", "touchstart"]) {
      panel.addEventListener(event, () => (this.leader = "source"), { passive: true });
      document.querySelector(".talk")!.addEventListener(event, () => (this.leader = "talk"), { passive: true });
    }
    addEventListener("scroll", () => this.soon("talk"), { passive: true });
    this.pane.addEventListener("scroll", () => this.soon("source"), { passive: true });
    document.querySelector(".talk")!.addEventListener("pointerover", (event) => this.point_at(event.target as Element));
    document.querySelector(".talk")!.addEventListener("focusin", (event) => this.point_at(event.target as Element));
    panel.addEventListener("click", (event) => this.go_to((event.target as Element).closest("[data-of]")));
    const target = panel.querySelector("mark, .on");
    if (target) this.show(target);
    else this.follow_talk();
  }

  private soon(moved: "talk" | "source"): void {
    if (moved !== this.leader || this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      if (this.leader === "talk") this.follow_talk();
      else this.follow_source();
    });
  }

  private top(): number {
    return this.pane.getBoundingClientRect().top + 40;
  }

  private follow_talk(): void {
    const sentence = first_below(this.said, margin);
    const stretch = sentence && stretches(this.panel, sentence.id)[0];
    if (stretch) this.pane.scrollTop += stretch.getBoundingClientRect().top - this.top();
  }

  private follow_source(): void {
    const stretch = first_below(this.written, this.top());
    const name = stretch && sentence_of(stretch);
    const sentence = name && document.getElementById(name);
    if (sentence) scrollTo({ top: scrollY + sentence.getBoundingClientRect().top - margin, behavior: "instant" });
  }

  private show(stretch: Element): void {
    this.pane.scrollTop += stretch.getBoundingClientRect().top - this.top() - this.pane.clientHeight / 3;
  }

  private point_at(element: Element): void {
    const mark = element.closest<HTMLElement>("[data-note]");
    const name = mark?.dataset.note ?? element.closest<HTMLElement>(".talk [id^=s]")?.id;
    if (!name) return;
    this.marked.forEach((stretch) => stretch.classList.remove("now"));
    this.marked = stretches(this.panel, name);
    this.marked.forEach((stretch) => stretch.classList.add("now"));
  }

  private go_to(stretch: Element | null): void {
    const name = stretch && sentence_of(stretch);
    const sentence = name ? document.getElementById(name) : null;
    if (!sentence) return;
    this.leader = "talk";
    scrollTo({ top: scrollY + sentence.getBoundingClientRect().top - innerHeight / 3, behavior: "instant" });
    this.point_at(sentence);
  }
}

export function start_beside(): void {
  const panel = document.querySelector<HTMLElement>(".reading.split .beside");
  if (panel) new Beside(panel);
}
