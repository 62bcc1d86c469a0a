// j and k: the next exchange and the one before; /: the search box.

export function start_keys(): void {
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "/") {
      const box = document.querySelector<HTMLInputElement>(".find input");
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    }
    if (event.key !== "j" && event.key !== "k") return;
    const sections = [...document.querySelectorAll<HTMLElement>("section.x")];
    const edge = 90;
    const next = event.key === "j"
      ? sections.find((section) => section.getBoundingClientRect().top > edge)
      : sections.reverse().find((section) => section.getBoundingClientRect().top < edge - 30);
    if (!next) return;
    next.scrollIntoView({ block: "start" });
    next.querySelector<HTMLElement>(".n")?.focus({ preventScroll: true });
  });
}
