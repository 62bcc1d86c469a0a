#include "annotate/abbreviations.h"

#include <algorithm>
#include <array>
#include <vector>

#include "text/unicode.h"

namespace quoth {
namespace {

/// Words separated by spaces, and the kind that all of them are of.
template <typename Kind>
struct Row {
  Kind kind;
  std::string_view words;
};

// An entry that begins with a capital letter is an abbreviation only when written with one.
constexpr Row<Abbreviation> kAbbreviations[] = {
    // Forms of address, ranks, offices; what stands before the name of a place.
    {Abbreviation::title,
     "Mr Mrs Ms Mx Messrs Mmes Mme Mlle Dr Drs Prof Profs Rev Revs Fr Hon Hons Rt Pres Sen Sens Rep Reps Gov "
     "Govs "
     "Amb Cong Congr Atty Asst Assoc Dep Supt Insp Det Sec Treas Gen Gens Col Cols Maj Capt Cpt Cmdr Comdr "
     "Cdr Lt "
     "Lieut Sgt Cpl Pvt Pfc Adm Brig Ens St Ste Sts Mt Mts Ft Msgr Sra Srta Lt.Col Lt.Gov Lt.Gen Lt.Cmdr "
     "Maj.Gen "
     "Brig.Gen"},
    {Abbreviation::link, "v vs cf viz e.g i.e eg ie c.f w.r.t a.k.a q.v"},
    // Parts of a text, things that are numbered, rounded numbers.
    {Abbreviation::number,
     "no nos n° nº nr p pp pg pgs vol vols art arts ch chap chaps fig figs sec secs sect sects para paras "
     "par pt pts "
     "cl cll reg regs exh ex div app apt ste bldg tel ext approx ca c circa max min avg rs sched bk ver"},
    {Abbreviation::citation,
     "Con Conc Res Stat Stats Supp Cir Ct Cts Cl Dist Pub Fed App Crim Civ Proc Evid Cal U.S.C C.F.R S.Ct "
     "F.Supp Doc "
     "Exec Ord Cong Rec J.Res Con.Res"},
    {Abbreviation::measure,
     "in ft yd yds mi mm cm km kg mg lb lbs oz gal qt pt sq cu hr hrs min mins sec secs wk wks mo mos yr yrs "
     "mph kph "
     "m.p.h k.p.h kw kwh mw mwh bn mn mil tn deg doz"},
    {Abbreviation::month,
     "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"},
    {Abbreviation::state,
     "Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ia Ill Ind Kan Kans Ky La Md Mass Mich Minn Miss Mo Mont "
     "Neb Nebr "
     "Nev Okla Ore Oreg Pa Penn Tenn Tex Va Vt Wash Wis Wisc Wyo Ont Que Alta Sask Man"},
    // Firms, streets, institutions; what follows a person's name.
    {Abbreviation::name,
     "co cos corp inc ltd llc plc bros mfg Jr Sr jnr snr esq ave av blvd rd hwy pkwy st ln ct dept depts "
     "univ inst "
     "assn natl int'l intl bd cttee al ret ph.d d.phil Ed Eds"},
    {Abbreviation::clock, "a.m p.m"},
    {Abbreviation::closing, "etc"},
};

constexpr Row<WordClass> kWords[] = {
    {WordClass::opener,
     "the a an this that these those there here it its he she they we you i his her their our your my mine "
     "who whom "
     "whose what when where which why how and but or nor so yet for because although though while if unless "
     "until "
     "since before after as at by in on of to from with without within during despite under over between "
     "among "
     "through about against into upon like not no yes yeah yep okay ok well now then thus hence therefore "
     "however "
     "moreover furthermore meanwhile nevertheless otherwise instead also still again even just only perhaps "
     "maybe "
     "probably certainly obviously clearly actually basically finally first firstly second secondly third "
     "thirdly "
     "last lastly next once later today tomorrow yesterday tonight sometimes often usually never always "
     "every "
     "everybody everyone everything each all any anybody anyone anything some somebody someone something "
     "nobody none "
     "nothing many most more much few several both either neither one two another other others such same do "
     "does did "
     "don't doesn't didn't is are was were isn't aren't wasn't weren't have has had hasn't haven't hadn't "
     "would "
     "wouldn't can't cannot could couldn't should shouldn't might must shall let let's please thank thanks "
     "i'm i've "
     "i'd i'll we're we've we'd we'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's "
     "it'd it'll "
     "they're they've they'd they'll that's that'll there's there'd there'll here's what's who's where's "
     "when's how's "
     "why's oh ah um uh hello hi indeed anyway"},
    {WordClass::dependent,
     "the a an of to in on at by for from with without within during into onto upon about against between "
     "among "
     "through under over and or nor but than as if whether because although while until since before after "
     "that which "
     "who whose is are was were am be been being has have had will would can could should may might must "
     "shall do "
     "does did my your his her its our their this these those very not no number numbers page pages section "
     "sections "
     "items chapter step steps figure table paragraph version round phase level type grade class part "
     "volume "
     "article question point line row rule clause mr mrs ms dr"},
    {WordClass::subject,
     "i we you he she they it i'm i've i'd i'll we're we've we'd we'll you're you've you'd you'll he's he'd "
     "he'll "
     "she's she'd she'll it's it'd it'll they're they've they'd they'll there's that's what's"},
    {WordClass::takes_letter,
     "part title schedule section annex appendix exhibit chapter article vitamin hepatitis plan group class "
     "type "
     "grade phase series tier option team level category point item figure table plaintiff witness defendant "
     "person "
     "company country room gate terminal building block division unit war volume act scene step model"},
    {WordClass::reporting_verb,
     "said says asked asks replied replies answered answers told tells added adds wrote writes cried shouted "
     "whispered wondered demanded insisted inquired exclaimed repeated responded remarked muttered"},
    {WordClass::after_clock,
     "eastern central mountain pacific atlantic greenwich est edt et cst cdt ct mst mdt mt pst pdt pt gmt "
     "utc bst cet "
     "cest monday tuesday wednesday thursday friday saturday sunday january february march april may june "
     "july august "
     "september october november december"},
    {WordClass::before_clock, "at by around about until till from before after since past just shortly"},
    {WordClass::exclaimed_name, "yahoo yum jeopardy oklahoma wham"},
    {WordClass::form_of_address, "mr mrs ms mx dr messrs"},
};

struct Entry {
  std::string_view word;  // as in the table
  std::uint16_t bits = 0;
};

/// Longer than any entry.
constexpr std::size_t kBuffer = 24;

/// `word` in lower case with straight apostrophes, written into `buffer`; empty when it is longer than any
/// entry.
std::string_view fold(std::string_view word, std::array<char, kBuffer>& buffer) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (size == kBuffer) return {};
    const char c = word[at];
    if (word.substr(at).starts_with("\u2019")) {
      buffer[size++] = '\'';
      at += 2;
    } else {
      buffer[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return {buffer.data(), size};
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// Compares as if both were lower case, entries being ASCII but for signs that have no case.
bool less(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto lower = [](char c) { return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c; };
    return lower(x) < lower(y);
  });
}

/// One entry for every word and kind of `rows`, sorted by word.
template <typename Kind, std::size_t n>
std::vector<Entry> index_of(const Row<Kind> (&rows)[n]) {
  std::vector<Entry> entries;
  for (const Row<Kind>& row : rows) {
    for (std::size_t at = 0; at < row.words.size();) {
      const std::size_t end = std::min(row.words.find(' ', at), row.words.size());
      entries.push_back({row.words.substr(at, end - at), static_cast<std::uint16_t>(row.kind)});
      at = end + 1;
    }
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return less(a.word, b.word); });
  return entries;
}

/// The kinds of all entries for `folded` that a word with (without) a capital first letter may be.
std::uint16_t bits_of(const std::vector<Entry>& entries, std::string_view folded, bool capital) {
  std::uint16_t bits = 0;
  auto entry = std::lower_bound(entries.begin(), entries.end(), folded,
                                [](const Entry& a, std::string_view b) { return less(a.word, b); });
  for (; entry != entries.end() && !less(folded, entry->word); ++entry) {
    if (capital || !is_capital(entry->word.front())) bits = static_cast<std::uint16_t>(bits | entry->bits);
  }
  return bits;
}

}  // namespace

Abbreviations abbreviations_of(std::string_view word) {
  static const std::vector<Entry> entries = index_of(kAbbreviations);
  std::array<char, kBuffer> buffer;
  const std::string_view folded = fold(word, buffer);
  if (folded.empty()) return {};
  return {bits_of(entries, folded, is_capital(word.front()))};
}

bool is_word(WordClass what, std::string_view word) {
  static const std::vector<Entry> entries = index_of(kWords);
  std::array<char, kBuffer> buffer;
  const std::string_view folded = fold(word, buffer);
  if (folded.empty()) return false;
  return (bits_of(entries, folded, true) & static_cast<std::uint16_t>(what)) != 0;
}

}  // namespace quoth
