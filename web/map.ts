// On the map of a talk, the turn that is being read.

export function start_map(): void {
  const stripes = [...document.querySelectorAll<SVGRectElement>(".map [data-turn]")];
  if (stripes.length === 0) return;
  let waiting = false;
  const mark = () => {
    waiting = false;
    let at = 0;
    for (let i = 0; i < stripes.length; i++) {
      const turn = document.getElementById(stripes[i].dataset.turn!);
      if (turn && turn.getBoundingClientRect().top < innerHeight / 3) at = i;
      else if (turn) break;
    }
    stripes.forEach((stripe, i) => stripe.classList.toggle("now", i === at));
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
}
