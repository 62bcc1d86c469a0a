#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "text/span.h"

namespace quoth {

struct Exchange;
using ExchangeId = Id<Exchange>;

/// Whether a question was answered: the degrees of the CLARITY corpus (Thomas et al. 2024).
enum class Clarity : std::uint8_t { clear_reply, ambivalent, clear_non_reply };
std::string_view to_string(Clarity clarity);
std::optional<Clarity> clarity_of(std::string_view word);

/// How: the techniques of the same corpus.
enum class Technique : std::uint8_t {
  explicit_,
  implicit,
  general,
  partial,
  dodging,
  deflection,
  declining,
  ignorance,
  clarification,
};
inline constexpr std::size_t kTechniques = 9;
std::string_view to_string(Technique technique);
std::optional<Technique> technique_of(std::string_view word);
/// The degree that a technique belongs to.
inline constexpr std::array<Clarity, kTechniques> kClarityOf = {
    Clarity::clear_reply,     Clarity::ambivalent,      Clarity::ambivalent,
    Clarity::ambivalent,      Clarity::ambivalent,      Clarity::ambivalent,
    Clarity::clear_non_reply, Clarity::clear_non_reply, Clarity::clear_non_reply};

struct Answer;
using AnswerId = Id<Answer>;

/// One question and how it was answered.
struct Answer {
  std::optional<ExchangeId> exchange;  ///< none where the user asks of talk that has none
  std::optional<Span> question;        ///< none: it is the user's
  std::optional<std::uint32_t> ask;    ///< which of the user's
  Clarity clarity = Clarity::ambivalent;
  Technique technique = Technique::general;
  float score = 0;                ///< the probability of `clarity`
  bool unsure = false;            ///< the score is below kSure
  std::vector<Span> evidence;     ///< the sentences that answer or evade, in the order of the text
  std::optional<AnswerId> again;  ///< the first answer to a question that this one puts again

  /// Readings below it are wrong more often than right.
  static constexpr float kSure = 0.55F;
};

}  // namespace quoth
