// A part of a page that is brought up to date without loading the page: the server renders it as it renders all of it.

let asked = 0;

/** Puts the element that `selector` names as it stands at `url` in the place of the one that is here, and `url` in the address bar.
 * The last one that was asked for wins. False: nothing came, or something came later. */
export async function swap(selector: string, url: URL): Promise<boolean> {
  const mine = ++asked;
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [here, there] = [document.querySelector(selector), page.querySelector(selector)];
    if (mine !== asked || !here || !there) return false;
    here.replaceWith(there);
    document.title = page.title;
    history.replaceState(null, "", url);
    return true;
  } catch {
    return false; // the server is away: what is here stays
  }
}
