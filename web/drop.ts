// Files that are dropped on the page, or chosen in its form, are added one after the other; each tells how it fares.

import { swap } from "./swap";

interface Added {
  page: string;
  was_there: boolean;
}

interface Problem {
  code: string;
  detail: string;
  hint?: string;
}

/** Sends a file and shows how much of it is on its way. Null: nothing came back. */
function send(file: File, line: HTMLElement): Promise<{ status: number; body: unknown } | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `${file.name} is being sent`);
    line.append(bar);
    request.upload.addEventListener("progress", (event) => (bar.value = event.loaded / Math.max(1, event.total)));
    request.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      (line.children[1] as HTMLElement).textContent = "being read …";
    });
    request.addEventListener("loadend", () => {
      bar.remove();
      try {
        resolve(request.status > 0 ? { status: request.status, body: JSON.parse(request.responseText) } : null);
      } catch {
        resolve(null);
      }
    });
    request.open("POST", `/api/v1/records?name=${encodeURIComponent(file.name)}`);
    request.send(file);
  });
}

async function add(file: File, line: HTMLElement): Promise<void> {
  const state = line.children[1] as HTMLElement;
  state.textContent = "being sent …";
  const answer = await send(file, line);
  if (answer === null) {
    state.textContent = "the server did not answer";
    state.className = "failed";
  } else if (answer.status >= 400) {
    const problem = answer.body as Problem;
    state.textContent = problem.detail + (problem.hint ? ` (${problem.hint})` : "");
    state.className = "failed";
  } else {
    const added = answer.body as Added;
    const link = document.createElement("a");
    link.href = added.page;
    link.textContent = added.was_there ? "was here already" : "read it";
    state.replaceChildren(link);
    if (!added.was_there) await swap(".entries", new URL(location.href));
  }
}

export function start_dropping(): void {
  const form = document.querySelector<HTMLFormElement>("form.drop");
  if (!form) return;
  const list = form.querySelector<HTMLElement>(".progress")!;
  const input = form.querySelector<HTMLInputElement>("input[type=file]")!;
  let queue = Promise.resolve();
  const take = (files: FileList | null | undefined) => {
    for (const file of files ?? []) {
      const line = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = file.name;
      const state = document.createElement("span");
      state.textContent = "waits";
      line.append(name, state);
      list.append(line);
      queue = queue.then(() => add(file, line));
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(input.files);
    form.reset();
  });
  const over = (on: boolean) => document.documentElement.classList.toggle("over", on);
  addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) over(false);
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    take(event.dataTransfer?.files);
  });
}
