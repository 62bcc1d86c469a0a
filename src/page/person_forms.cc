#include "page/person_forms.h"

#include "write/page_parts.h"

namespace quoth {
namespace {

void open_correction(Html& out, const Site& site, const PersonPage& person, std::string_view what,
                     std::string_view legend) {
  out.add(
      "<form class=\"ask correct\" method=\"post\" action=\"{}\"><h3>{}</h3><input type=\"hidden\" "
      "name=\"what\" "
      "value=\"{}\">",
      site_link(site, "people/" + percent_encoded(person_key(person.person.name)) + "/"), legend, what);
}

void add_split(Html& out, const Site& site, const PersonPage& person) {
  open_correction(out, site, person, "split", "In some talks it is somebody else");
  out.add("<fieldset><legend>In which</legend>");
  for (const SaidInRecord& record : person.records) {
    out.add(
        "<label class=\"tick\"><input type=\"checkbox\" name=\"record\" value=\"{}\"> <span "
        "dir=\"auto\">{}{}{}</span></label>",
        record_key(record.sha256), record.title, record.date.empty() ? "" : ", ", readable_date(record.date));
  }
  out.add(
      "</fieldset><label>Who is called<input type=\"text\" name=\"name\" required maxlength=\"200\"></label>"
      "<button>Tell them apart</button></form>");
}

void add_corrections(Html& out, const std::vector<NameCorrection>& corrections) {
  if (corrections.empty()) return;
  out.add("<h3>Set right before</h3><ol class=\"corrections\">");
  for (const NameCorrection& correction : corrections) {
    out.add("<li><q>{}</q> {} <q>{}</q>", correction.name,
            correction.kind == "rename"  ? "is called"
            : correction.kind == "merge" ? "is the same as"
                                         : "is, in one talk,",
            correction.new_name);
    if (!correction.title.empty()) out.add(" ({})", correction.title);
    out.add(" <small>{}, {}</small></li>", correction.author, readable_date(correction.made.substr(0, 10)));
  }
  out.add("</ol>");
}

}  // namespace

Html person_forms(const Site& site, const Reviewer& reviewer, const PersonPage& person,
                  const std::vector<Person>& others) {
  Html out;
  if (!site.is_live()) return out;
  out.add("<details class=\"help names-right\"><summary>Set this name right</summary>");
  add_reviewer(out, site, reviewer);
  if (!reviewer.name.empty()) {
    open_correction(out, site, person, "rename", "The name is wrong");
    out.add(
        "<label>Call them<input type=\"text\" name=\"name\" value=\"{}\" required maxlength=\"200\"></label>"
        "<button>Rename</button></form>",
        person.person.name);
    open_correction(out, site, person, "merge", "Another name is the same person");
    out.add("<label>Whose words are theirs too<select name=\"other\" required><option value=\"\"></option>");
    for (const Person& other : others) {
      if (other.name != person.person.name)
        out.add("<option value=\"{}\">{}</option>", person_key(other.name), other.name);
    }
    out.add("</select></label><button>Merge</button></form>");
    if (person.records.size() > 1) add_split(out, site, person);
  }
  add_corrections(out, person.corrections);
  out.add("</details>");
  return out;
}

}  // namespace quoth
