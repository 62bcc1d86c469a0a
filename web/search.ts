// Places are shown while the question is typed.
import { swap } from "./swap";

const pause_ms = 60;

export function start_search(): void {
  const form = document.querySelector<HTMLFormElement>("main.search form.ask");
  if (!form) return;
  let timer = 0;
  const ask = () => {
    const url = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (value) url.searchParams.set(name, String(value));
    const sort = new URL(location.href).searchParams.get("sort");
    if (sort) url.searchParams.set("sort", sort);
    void swap(".results", url);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, pause_ms);
  });
}
