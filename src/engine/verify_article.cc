#include "engine/verify_article.h"

#include <algorithm>

#include "record/holder_name.h"
#include "text/offsets.h"
#include "text/words.h"
#include "verify/named_source.h"
#include "verify/quotation_marks.h"

namespace quoth {
namespace {

/// The smaller, the worse.
int badness(const Quotation& quotation, const Verdict& verdict) {
  const auto any = [&](bool Difference::*danger) {
    return std::any_of(verdict.matches.begin(), verdict.matches.end(), [&](const VerifyMatch& match) {
      return std::any_of(match.differences.begin(), match.differences.end(),
                         [&](const Difference& difference) { return difference.*danger; });
    });
  };
  if (any(&Difference::negation)) return 0;
  if (verdict.speaker_differs || is_only_reported(quotation, verdict)) return 1;
  if (any(&Difference::number) || any(&Difference::name)) return 2;
  switch (verdict.status) {
    case VerifyStatus::not_found: return 3;
    case VerifyStatus::spliced: return 4;
    case VerifyStatus::altered: return any(&Difference::spelling) ? 6 : 5;
    default: return 7;
  }
}

/// Whom the article's reported speech has as the holder of the words in a span, by name or else in its words; empty where it
/// says nothing of them or a pronoun, whose meaning is for named_sources.
std::string holder_of(const Record& record, Span span) {
  std::string name;
  for (const Quote& quote : record.quotes) {
    const bool covers = std::any_of(quote.content.begin(), quote.content.end(),
                                    [&](Span content) { return content.overlaps(span); });
    if (!covers || quote.kind == QuoteKind::scare) continue;
    // Of quotes inside each other the last holds the innermost.
    const std::string holder = name_or_words(record, quote.holder);
    const bool is_phrase = holder.find(' ') != std::string::npos;
    if (is_phrase || !std::holds_alternative<Unnamed>(quote.holder)) name = holder;
  }
  return name;
}

Result<std::vector<CheckedQuotation>> check_all(Store& store, const Record& record) {
  const std::string_view text = record.document.text();
  const std::vector<Span> quotations = quoted_spans(text);
  const std::vector<std::string> named = named_sources(text, quotations);
  const OffsetIndex offsets(text);
  std::vector<CheckedQuotation> checked;
  for (std::size_t i = 0; i < quotations.size(); ++i) {
    const std::string_view words = slice(text, quotations[i]);
    if (words_of(words).size() == 0) continue;
    std::string source = holder_of(record, quotations[i]);
    if (source.empty()) source = named[i];
    CheckedQuotation item{
        .quotation = {std::string(words), std::move(source)},
        .place = {offsets.code_points(quotations[i].begin), offsets.code_points(quotations[i].end)}};
    QUOTH_TRY(item.verdict, verify(store, item.quotation));
    checked.push_back(std::move(item));
  }
  std::stable_sort(checked.begin(), checked.end(), [](const CheckedQuotation& a, const CheckedQuotation& b) {
    return badness(a.quotation, a.verdict) < badness(b.quotation, b.verdict);
  });
  return checked;
}

}  // namespace

Result<std::vector<CheckedQuotation>> verify_article(Store& store, const std::string& path,
                                                     const AnnotateOptions& options) {
  QUOTH_TRY(const Record record, annotate_file(path == "-" ? "/dev/stdin" : path, options));
  return check_all(store, record);
}

Result<std::vector<CheckedQuotation>> verify_article_bytes(Store& store, const std::string& name,
                                                           std::string_view bytes,
                                                           const AnnotateOptions& options) {
  QUOTH_TRY(const Record record, annotate_bytes(name, bytes, "", options));
  return check_all(store, record);
}

}  // namespace quoth
