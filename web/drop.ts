// Files that are dropped on the page, or chosen in its form, are added one after the other; each tells how it fares.

interface Problem {
  code: string;
  detail: string;
  hint?: string;
}

async function add(file: File, line: HTMLElement): Promise<boolean> {
  const state = line.lastElementChild as HTMLElement;
  state.textContent = "being read …";
  try {
    const answer = await fetch(`/api/v1/records?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    const body = await answer.json();
    if (!answer.ok) {
      const problem = body as Problem;
      state.textContent = problem.detail + (problem.hint ? ` (${problem.hint})` : "");
      state.className = "failed";
      return false;
    }
    const link = document.createElement("a");
    link.href = body.page;
    link.textContent = body.was_there ? "was here already" : "read it";
    state.replaceChildren(link);
    return true;
  } catch {
    state.textContent = "the server did not answer";
    state.className = "failed";
    return false;
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
      queue = queue.then(() => add(file, line)).then(() => undefined);
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
