#include "model/pieces.h"

#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/weights_for_tests.h"
#include "testing/golden.h"

namespace quoth {
namespace {

std::string dump(const Pieces& pieces) {
  std::string out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    out += fmt::format("{} {} {} {} {} {}\n", pieces.id[i], static_cast<int>(pieces.letter_case[i]),
                       static_cast<int>(pieces.gap[i]), pieces.begins_atom[i], pieces.span[i].begin,
                       pieces.span[i].end);
  }
  return out;
}

/// What train/pieces.py makes of every sample and of a text full of oddities, piece by piece: number, case, gap,
/// whether it begins an atom, bytes.
TEST(Pieces, AreThoseOfTheTrainer) {
  if (testing::weights() == nullptr) GTEST_SKIP() << "there are no weights";
  const Vocabulary& vocabulary = testing::weights()->vocabulary();
  const std::filesystem::path root(QUOTH_SOURCE_DIR), expectations = root / "tests/golden/pieces";
  std::size_t n_texts = 0;
  const auto check = [&](const std::filesystem::path& input, const std::string& name) {
    const std::filesystem::path expected = expectations / (name + ".pieces");
    if (!std::filesystem::exists(expected)) return;  // no UTF-8
    const std::string text = testing::file_bytes(input);
    Pieces pieces;
    vocabulary.cut(text, make_span(0, text.size()), Gap::paragraph, pieces);
    testing::expect_golden(expected, dump(pieces));
    ++n_texts;
  };
  check(expectations / "odd.txt", "odd.txt");
  for (const auto& file : std::filesystem::recursive_directory_iterator(root / "samples")) {
    const std::filesystem::path& path = file.path();
    check(path, path.parent_path().filename().string() + "_" + path.filename().string());
  }
  EXPECT_GE(n_texts, 9U);
}

TEST(Pieces, UnknownAndEndlessWords) {
  const Vocabulary vocabulary("[UNK]\nthe\nboat\n##s\n.", 0);
  Pieces pieces;
  const std::string text = "The boats \x01 " + std::string(1'000'000, 'b') + ".";
  vocabulary.cut(text, make_span(0, text.size()), Gap::paragraph, pieces);
  EXPECT_EQ(pieces.id, (std::vector<std::int32_t>{1, 2, 3, 0, 4}));
  EXPECT_EQ(pieces.gap[3], Gap::space);
  EXPECT_EQ(pieces.span[3], (Span{12, 1'000'012}));
  EXPECT_EQ(pieces.span[2], (Span{8, 9}));
}

RC_GTEST_PROP(Pieces, LieInOrderWithinTheText, (const std::string& bytes)) {
  const Vocabulary vocabulary("[UNK]\na\nb\n##a\n##b\n.", 0);
  Pieces pieces;
  vocabulary.cut(bytes, make_span(0, bytes.size()), Gap::paragraph, pieces);
  std::uint32_t at = 0;
  for (const Span span : pieces.span) {
    RC_ASSERT(at <= span.begin && span.begin <= span.end && span.end <= bytes.size());
    at = span.begin;
  }
}

}  // namespace
}  // namespace quoth
