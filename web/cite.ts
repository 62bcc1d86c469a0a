// A citation in the forms that people paste. All that it says stands on the page: the words, who says them, the talk,
// and the hash of the source.

export interface Cited {
  words: string;
  speaker: string;
  title: string;
  date: string;
  outlet: string;
  sha256: string;
  url: string;
}

export type Form = "plain" | "Markdown" | "BibTeX" | "CSL-JSON";
export const forms: Form[] = ["plain", "Markdown", "BibTeX", "CSL-JSON"];

function key_of(cited: Cited): string {
  const surname = cited.speaker.trim().split(/\s+/).pop() ?? "";
  return (surname.toLowerCase().replace(/[^a-z0-9]/g, "") || "talk") + cited.date.slice(0, 4);
}

function bibtex(cited: Cited): string {
  const escape = (text: string) => text.replace(/[\\{}]/g, "").replace(/([#$%&_])/g, "\\$1");
  const fields: [string, string][] = [
    ["author", cited.speaker && `{${escape(cited.speaker)}}`],
    ["title", `{${escape(cited.title)}}`],
    ["date", cited.date],
    ["organization", escape(cited.outlet)],
    ["url", cited.url],
    ["note", `\`\`${escape(cited.words)}'' (source SHA-256 ${cited.sha256})`],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${key_of(cited)},\n${lines.join(",\n")}\n}`;
}

function csl(cited: Cited): string {
  const parts = cited.date.split("-").map(Number).filter((n) => n > 0);
  return JSON.stringify([{
    id: key_of(cited),
    type: "interview",
    title: cited.title,
    ...(cited.speaker && { author: [{ literal: cited.speaker }] }),
    ...(parts.length > 0 && { issued: { "date-parts": [parts] } }),
    ...(cited.outlet && { publisher: cited.outlet }),
    URL: cited.url,
    note: `“${cited.words}” (source SHA-256 ${cited.sha256})`,
  }], null, 2);
}

export function citation(cited: Cited, form: Form): string {
  if (form === "BibTeX") return bibtex(cited);
  if (form === "CSL-JSON") return csl(cited);
  const about = [cited.title, cited.outlet, cited.date].filter(Boolean).join(", ");
  const who = cited.speaker ? `${cited.speaker}, in ` : "";
  if (form === "Markdown") {
    const quoted = cited.words.replace(/([\\`*_[\]<>])/g, "\\$1");
    return `> ${quoted}\n>\n> — ${who}[${about.replace(/([[\]])/g, "\\$1")}](${cited.url}) (source SHA-256 \`${cited.sha256.slice(0, 16)}\`)`;
  }
  return `“${cited.words}” — ${who}${about}. ${cited.url} (source SHA-256 ${cited.sha256.slice(0, 16)})`;
}
