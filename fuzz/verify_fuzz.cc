// A quotation and a source, parted by the first line break: the aligner and what is read out of it. Whatever the bytes,
// ranges are in order and within the texts, and "verbatim" is said only of the same words.
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/unicode.h"
#include "verify/named_source.h"
#include "verify/quotation_marks.h"
#include "verify/reading.h"

namespace {

using namespace quoth;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_range(WordRange range, std::size_t size) {
  require(range.begin <= range.end && range.end <= size);
}

/// The quotation's words without brackets, one after another in the passage, except where an omission is marked.
void check_verbatim(const QuotedWords& quote, const SourcePassage& passage, const ReadPart& part) {
  require(part.differences.empty());
  std::string quoted, said;
  for (std::size_t i = 0; i < quote.size(); ++i) {
    if (quote[i].after_omission || quote[i].bracketed) return;
    quoted += quote.list().key(i);
  }
  for (std::uint32_t i = part.source.begin; i < part.source.end; ++i) {
    if (passage.words.words[i].bracketed) return;
    said += passage.words.key(i);
  }
  require(quoted == said);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  const std::string text = to_valid_utf8({reinterpret_cast<const char*>(data), size});
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::string quote_text = text.substr(0, line);
  SourcePassage passage{.text = text.substr(line)};
  passage.words = words_of(passage.text);
  for (std::size_t i = 0; i < passage.words.size(); ++i)
    passage.sentence.push_back(static_cast<std::uint32_t>(i / 7));

  const WordList list = words_of(quote_text);
  const QuotedWords quote(list);
  Sources sources(quote);
  sources.add(passage);
  sources.add(passage);
  const SourcePassage* const passages[] = {&passage, &passage};
  const Reading reading =
      read_alignment(quote_text, quote, passages, sources, align(quote.words(), sources.words()));
  require(reading.score >= 0 && reading.score <= 1);
  for (const ReadPart& part : reading.parts) {
    check_range(part.quote, quote.size());
    check_range(part.source, passage.words.size());
    for (const WordDifference& difference : part.differences) {
      check_range(difference.quote, quote.size());
      check_range(difference.source, passage.words.size());
      require(!difference.quote.empty() || !difference.source.empty());
    }
    for (const WordOmission& omission : part.omissions) check_range(omission.source, passage.words.size());
  }
  if (reading.status == VerifyStatus::verbatim) check_verbatim(quote, passage, reading.parts.front());

  const std::vector<Span> quotations = quoted_spans(text);
  for (const Span span : quotations) require(span.begin < span.end && span.end <= text.size());
  require(named_sources(text, quotations).size() == quotations.size());
  return 0;
}
