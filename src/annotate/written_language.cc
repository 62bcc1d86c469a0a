#include "annotate/written_language.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kMostBytes = 200'000;
/// Fewer words in Latin letters say nothing, nor do fewer letters of another script.
constexpr std::size_t kFewestWords = 12, kFewestLetters = 20;
/// The share of a text's words that are among the commonest of its language, at least; how far it must be ahead of English.
constexpr double kLeastShare = 0.12, kAheadOfEnglish = 1.5;

struct Commonest {
  WrittenLanguage language;
  std::string_view words;  ///< parted by spaces
};

constexpr std::array<Commonest, 27> kLatin = {{
    {{"en", "English"},
     "the of and to in is that it was for on with as at by this have from or be are not but what all were we "
     "when your "
     "can there an which their if will would you i he she they my his her do so no me just know like um uh "
     "yeah"},
    {{"de", "German"},
     "der die das und ist nicht ich sie es zu den mit von ein eine auf wir dass auch für sich dem des im er "
     "haben wird "
     "aber wie sind war noch nur bei nach oder einen was man wenn über hat"},
    {{"fr", "French"},
     "le la les de des du et est que qui dans un une pour pas sur au ce il je vous nous ne se en avec plus "
     "par mais "
     "sont été cette on elle ont aux ces leur être fait c'est"},
    {{"es", "Spanish"},
     "el la los las de que y en un una es por con no se del para al lo como más pero su sus le ha me si sin "
     "sobre este "
     "está ya todo esta son cuando muy hay nos también fue"},
    {{"it", "Italian"},
     "il la di che e è un una per non in con si del della le i gli dei al da sono come più ma anche ha "
     "questo nel alla "
     "lo mi ci delle se io ho perché cosa molto"},
    {{"pt", "Portuguese"},
     "o a os as de que e em um uma é por com não se do da dos das para no na ao mais como mas foi ele ela "
     "seu sua são "
     "também eu isso muito está já quando nós você"},
    {{"nl", "Dutch"},
     "de het een en van ik te dat die in je niet is op aan met als voor er maar om hem dan zou wat mijn dit "
     "zo door over "
     "ze zijn naar ook wij heeft hebben was bij nog geen"},
    {{"sv", "Swedish"},
     "och att det i en jag är som på han för med var sig inte den till av om så men ett har hon de vi du kan "
     "när vad "
     "från ut då nu också ska mycket eller"},
    {{"da", "Danish"},
     "og at det i en jeg er som på han for med var sig ikke den til af om så men et har hun de vi du kan når "
     "hvad fra "
     "ud da nu også skal meget eller være"},
    {{"no", "Norwegian"},
     "og at det i en jeg er som på han for med var seg ikke den til av om så men et har hun de vi du kan når "
     "hva fra ut "
     "da nå også skal mye eller være ble"},
    {{"fi", "Finnish"},
     "ja on ei se että en hän oli mutta niin kun ovat minä me joka tämä kuin sen ole jos myös vain mitä "
     "siitä olen "
     "ollut sitä ne nyt kaikki tai sitten mukaan voi"},
    {{"pl", "Polish"},
     "i w nie na że się z do to jest jak o ale co za po od tak dla przez już czy był jego które który tego "
     "tym są ma "
     "jej być ich bardzo może tylko"},
    {{"cs", "Czech"},
     "a se v na je že o s z do i to k ve pro za by ale si po jako jsem tak co nebo když jak od jeho který "
     "není bylo "
     "jsou byl také až být"},
    {{"sk", "Slovak"},
     "a sa v na je že o s z do i to k vo pre za by ale si po ako som tak čo alebo keď od jeho ktorý nie bolo "
     "sú bol "
     "tiež až byť aj"},
    {{"hu", "Hungarian"},
     "a az és hogy nem is egy ez meg de ha csak már volt van mint azt el még ki majd vagy mert ezt minden "
     "kell lesz "
     "nagyon szerint ami ők mi"},
    {{"ro", "Romanian"},
     "și de în la a nu că pe cu o un din este care mai se pentru să au fost dar ce am ca sunt lui al prin "
     "sau după "
     "foarte când dacă ei cum şi"},
    {{"tr", "Turkish"},
     "ve bir bu da de için ne çok ile o ben mi gibi daha var ama en olarak kadar sonra değil olan her şey "
     "biz ki diye "
     "ya ise onu yok"},
    {{"hr", "Croatian"},
     "i je u na se da su za od s a o ne što bi kao to će ali koji iz sam do samo ili po kako smo još već "
     "može bio "
     "ima nije"},
    {{"sl", "Slovenian"},
     "in je v na se da so za od s z a o ne ki bi kot to pa ali iz sem do tudi samo po kako smo še že lahko "
     "bil ima ni "
     "pri"},
    {{"et", "Estonian"},
     "ja on ei et ta see oli kui aga ma ka mis siis oma nii või mida nad selle seda kes veel ning me välja "
     "juba pole "
     "olnud kõik"},
    {{"lv", "Latvian"},
     "un ir ka no ar uz par es bet tas kas nav arī lai kā vai tā pie viņš bija gan jau pēc ja mēs tikai šo "
     "savu ļoti"},
    {{"lt", "Lithuanian"},
     "ir kad yra į iš su bet tai ne jis buvo kaip o aš per po mes apie dėl labai jau kurie tik būti taip dar "
     "nuo arba "
     "už"},
    {{"sq", "Albanian"},
     "të e në dhe i një për me që nuk së ka nga është u më si do por kjo ky ne ata janë si pas edhe shumë"},
    {{"ca", "Catalan"},
     "el la els les de que i en un una és per amb no es del al com més però ha aquest aquesta són també molt "
     "hi ho "
     "seva sobre quan ens perquè"},
    {{"ga", "Irish"},
     "an na agus is ar go ní le a bhí sé sí do i ag tá mar ach nach sin air seo bhfuil féin gur leis"},
    {{"id", "Indonesian"},
     "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena ada mereka kita adalah "
     "sudah "
     "bisa oleh atau kami"},
    {{"vi", "Vietnamese"},
     "và của là có không được trong cho người một những với các này đã tôi về khi ra như cũng đó sẽ từ"},
}};

enum class Script : std::uint8_t {
  latin,
  cyrillic,
  greek,
  arabic,
  hebrew,
  devanagari,
  bengali,
  tamil,
  thai,
  georgian,
  armenian,
  ethiopic,
  kana,
  hangul,
  han,
  other,
};
constexpr std::size_t kScripts = 16;

Script script_of(char32_t c) {
  struct Range {
    char32_t first, last;
    Script script;
  };
  constexpr std::array<Range, 26> kRanges = {
      {{0x41, 0x24F, Script::latin},       {0x370, 0x3FF, Script::greek},
       {0x400, 0x52F, Script::cyrillic},   {0x530, 0x58F, Script::armenian},
       {0x590, 0x5FF, Script::hebrew},     {0x600, 0x6FF, Script::arabic},
       {0x750, 0x77F, Script::arabic},     {0x8A0, 0x8FF, Script::arabic},
       {0x900, 0x97F, Script::devanagari}, {0x980, 0x9FF, Script::bengali},
       {0xB80, 0xBFF, Script::tamil},      {0xE00, 0xE7F, Script::thai},
       {0x10A0, 0x10FF, Script::georgian}, {0x1100, 0x11FF, Script::hangul},
       {0x1200, 0x139F, Script::ethiopic}, {0x1E00, 0x1EFF, Script::latin},
       {0x1F00, 0x1FFF, Script::greek},    {0x3040, 0x30FF, Script::kana},
       {0x3400, 0x4DBF, Script::han},      {0x4E00, 0x9FFF, Script::han},
       {0xAC00, 0xD7AF, Script::hangul},   {0xF900, 0xFAFF, Script::han},
       {0xFB1D, 0xFB4F, Script::hebrew},   {0xFB50, 0xFDFF, Script::arabic},
       {0xFE70, 0xFEFC, Script::arabic},   {0x20000, 0x2FA1F, Script::han}}};
  for (const Range& range : kRanges) {
    if (range.first <= c && c <= range.last) return range.script;
  }
  return Script::other;
}

/// What a text's letters and words are.
struct Counts {
  std::array<std::size_t, kScripts> letters{};
  std::map<char32_t, std::size_t> telling;  // letters that tell languages of one script apart
  std::map<std::string, std::size_t> words;
  std::size_t n_words = 0;

  std::size_t of(Script script) const { return letters[static_cast<std::size_t>(script)]; }
  std::size_t of_letters(std::u32string_view some) const {
    std::size_t n = 0;
    for (const char32_t c : some) {
      const auto found = telling.find(c);
      if (found != telling.end()) n += found->second;
    }
    return n;
  }
};

void count(std::string_view text, Counts& counts) {
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) {
      ++counts.words[to_lower(word)];
      ++counts.n_words;
    }
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_letter(c.value)) {
      const Script script = script_of(c.value);
      ++counts.letters[static_cast<std::size_t>(script)];
      if (script == Script::latin) {
        word.append(text, at, c.length);
      } else {
        ++counts.telling[c.value];
      }
    } else if ((c.value == '\'' || c.value == 0x2019) && !word.empty()) {
      word += '\'';
    } else {
      end_word();
    }
    at += c.length;
  }
  end_word();
}

WrittenLanguage by_script(Script script, const Counts& counts) {
  switch (script) {
    case Script::cyrillic: {
      const std::size_t ukrainian = counts.of_letters(U"іїєґІЇЄҐ"),
                        serbian = counts.of_letters(U"јљњћђџЈЉЊЋЂЏ"), russian = counts.of_letters(U"ыэёЫЭЁ"),
                        belarusian = counts.of_letters(U"ўЎ");
      if (belarusian > 0 && belarusian * 4 > ukrainian) return {"be", "Belarusian"};
      if (ukrainian > russian) return {"uk", "Ukrainian"};
      if (serbian > russian) return {"sr", "Serbian"};
      if (russian == 0 && counts.of_letters(U"ъЪ") > 0) return {"bg", "Bulgarian"};
      return {"ru", "Russian"};
    }
    case Script::arabic:
      if (counts.of_letters(U"ٹڈڑے") > 0) return {"ur", "Urdu"};
      if (counts.of_letters(U"پچگژ") > 0) return {"fa", "Persian"};
      return {"ar", "Arabic"};
    case Script::han:
      return counts.of(Script::kana) > 0 ? WrittenLanguage{"ja", "Japanese"}
                                         : WrittenLanguage{"zh", "Chinese"};
    case Script::kana: return {"ja", "Japanese"};
    case Script::hangul: return {"ko", "Korean"};
    case Script::greek: return {"el", "Greek"};
    case Script::hebrew: return {"he", "Hebrew"};
    case Script::devanagari: return {"hi", "Hindi"};
    case Script::bengali: return {"bn", "Bengali"};
    case Script::tamil: return {"ta", "Tamil"};
    case Script::thai: return {"th", "Thai"};
    case Script::georgian: return {"ka", "Georgian"};
    case Script::armenian: return {"hy", "Armenian"};
    case Script::ethiopic: return {"am", "Amharic"};
    case Script::latin:
    case Script::other: break;
  }
  return {};
}

/// The share of the words that are among the commonest of a language.
double share_of(const Commonest& commonest, const Counts& counts) {
  std::size_t n = 0;
  for (std::size_t begin = 0; begin < commonest.words.size();) {
    const std::size_t end = std::min(commonest.words.find(' ', begin), commonest.words.size());
    const auto found = counts.words.find(std::string(commonest.words.substr(begin, end - begin)));
    if (found != counts.words.end()) n += found->second;
    begin = end + 1;
  }
  return static_cast<double>(n) / static_cast<double>(counts.n_words);
}

WrittenLanguage by_words(const Counts& counts) {
  if (counts.n_words < kFewestWords) return {};
  const double english = share_of(kLatin[0], counts);
  double best = 0;
  WrittenLanguage language;
  for (const Commonest& commonest : kLatin) {
    const double share = share_of(commonest, counts);
    if (share > best) {
      best = share;
      language = commonest.language;
    }
  }
  if (best < kLeastShare) return {};
  return best < kAheadOfEnglish * english ? kLatin[0].language : language;
}

}  // namespace

WrittenLanguage written_language(std::string_view text, const std::vector<Span>& spans) {
  Counts counts;
  std::size_t left = kMostBytes;
  for (const Span span : spans) {
    std::string_view part = slice(text, span);
    if (part.size() > left) {
      while (left > 0 && (static_cast<unsigned char>(part[left]) & 0xC0U) == 0x80U) --left;
      part = part.substr(0, left);
    }
    count(part, counts);
    left -= part.size();
    if (left == 0) break;
  }
  const auto most = std::max_element(counts.letters.begin(), counts.letters.end());
  const auto script = static_cast<Script>(most - counts.letters.begin());
  if (script == Script::latin) return by_words(counts);
  return *most < kFewestLetters ? WrittenLanguage{} : by_script(script, counts);
}

}  // namespace quoth
