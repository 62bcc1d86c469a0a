// The timeline, nearer and farther: the wheel about the place that it stands over, a drag to the side, and keys; all go to the
// addresses that the links of the picture go to.
import { swap } from "./swap";

const day_ms = 86_400_000;
const pause_ms = 90;

/** The first day of "2008", "2008-05", "2008-05-17", or the day after its last, in days since 1970. Null before Christ. */
function day_of(text: string, end: boolean): number | null {
  const parts = /^(\d{1,4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  const add = (unit: boolean) => (end && unit ? 1 : 0);
  const date = new Date(0);
  date.setUTCFullYear(year + add(!parts[2]), month - 1 + add(Boolean(parts[2]) && !parts[3]), day + add(Boolean(parts[3])));
  return date.getTime() / day_ms;
}

function text_of(day: number): string {
  const least = -719_162, most = 2_932_896; // 1 January of the year 1, 31 December 9999
  return new Date(Math.min(most, Math.max(least, Math.round(day))) * day_ms).toISOString().slice(0, 10);
}

/** The axis that is there now: it is replaced with all that is below it. */
const axis = () => document.querySelector<HTMLElement>(".axis[data-from]");

class Zoom {
  private from: number;
  private to: number;
  private timer = 0;

  constructor(picture: HTMLElement) {
    const [from, to] = [day_of(picture.dataset.from!, false), day_of(picture.dataset.to!, true)];
    this.from = from ?? -719_162;
    this.to = to ?? this.from + 1;
  }

  /** About the place at `share` of the picture's width. */
  scale(by: number, share: number): void {
    const size = Math.max(1, (this.to - this.from) * by);
    const middle = this.from + (this.to - this.from) * share;
    this.go(middle - size * share, middle + size * (1 - share));
  }

  move(share: number): void {
    const by = (this.to - this.from) * share;
    this.go(this.from + by, this.to + by);
  }

  private go(from: number, to: number): void {
    [this.from, this.to] = [from, to];
    clearTimeout(this.timer);
    this.timer = window.setTimeout(async () => {
      const url = new URL(location.href);
      url.searchParams.set("from", text_of(from));
      url.searchParams.set("to", text_of(to - 1));
      url.searchParams.delete("after");
      const had_focus = document.activeElement === axis();
      if ((await swap(".results", url)) && had_focus) axis()?.focus();
      for (const name of ["from", "to"]) {
        const field = document.querySelector<HTMLInputElement>(`form.ask input[name=${name}]`);
        if (field) field.value = url.searchParams.get(name)!;
      }
    }, pause_ms);
  }
}

export function start_zoom(): void {
  const page = document.querySelector<HTMLElement>("main.timeline");
  const picture = axis();
  if (!page || !picture || !document.documentElement.classList.contains("live")) return;
  const zoom = new Zoom(picture);
  const on_axis = (event: Event) => (event.target as Element).closest<HTMLElement>(".axis svg");
  page.addEventListener("wheel", (event) => {
    const svg = on_axis(event);
    if (!svg) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) zoom.move(event.deltaX / box.width);
    else zoom.scale(Math.exp(event.deltaY / 400), (event.clientX - box.left) / box.width);
  }, { passive: false });
  let held: number | null = null;
  page.addEventListener("pointerdown", (event) => (held = on_axis(event) && event.clientX));
  page.addEventListener("pointerup", (event) => {
    const width = axis()?.getBoundingClientRect().width ?? 1;
    if (held !== null && Math.abs(event.clientX - held) > 8) {
      zoom.move((held - event.clientX) / width);
      page.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
    }
    held = null;
  });
  page.addEventListener("dragstart", (event) => on_axis(event) && event.preventDefault());
  page.addEventListener("keydown", (event) => {
    if (event.target !== axis() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom.scale(0.5, 0.5);
    else if (event.key === "-") zoom.scale(2, 0.5);
    else if (event.key === "ArrowLeft") zoom.move(-0.25);
    else if (event.key === "ArrowRight") zoom.move(0.25);
    else return;
    event.preventDefault();
  });
}
