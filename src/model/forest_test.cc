#include "model/forest.h"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace quoth {
namespace {

/// A file of one tree, for one output: its root asks number 0 and has two leaves at `below`.
std::string one_tree(std::int8_t below) {
  std::string header = R"({"__metadata__":{"format":"tea 1"},)"
                       R"("t.bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
                       R"("t.value":{"dtype":"F32","shape":[1,19],"data_offsets":[4,80]},)"
                       R"("t.number":{"dtype":"I8","shape":[1,19],"data_offsets":[80,99]},)"
                       R"("t.down":{"dtype":"I8","shape":[1,19],"data_offsets":[99,118]},)"
                       R"("t.count":{"dtype":"I8","shape":[1],"data_offsets":[118,119]}})";
  header.resize((header.size() + 7) / 8 * 8, ' ');
  std::string out(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<char>(header.size() >> (8 * i) & 0xFF);
  out += header;
  std::vector<float> floats(1 + Forest::kNodes);
  floats[0] = 10;                 // the output's own
  floats[1] = 2.5F;               // the most that goes to the first leaf
  floats[2] = 1, floats[3] = -1;  // the leaves
  out.append(reinterpret_cast<const char*>(floats.data()), floats.size() * sizeof(float));
  std::string number(Forest::kNodes, '\xFF'), down(Forest::kNodes, '\0');
  number[0] = 0;
  down[0] = static_cast<char>(below);
  return out + number + down + '\1';
}

Result<Forest> load(const std::string& text, std::vector<char>& bytes, std::optional<WeightFile>& file) {
  bytes.assign(text.begin(), text.end());
  auto opened = WeightFile::in_memory({bytes.data(), bytes.size()}, "tea", "tea 1");
  if (!opened) return tl::unexpected(opened.error());
  file.emplace(std::move(*opened));
  return Forest::load(*file, "t", 1, 1);
}

TEST(Forest, SumsTheLeavesThatNumbersComeTo) {
  std::vector<char> bytes;
  std::optional<WeightFile> file;
  const auto forest = load(one_tree(1), bytes, file);
  ASSERT_TRUE(forest) << to_string(forest.error());
  EXPECT_EQ(forest->read(std::vector<float>{2.5F}), std::vector<double>{11});
  EXPECT_EQ(forest->read(std::vector<float>{2.6F}), std::vector<double>{9});
}

TEST(Forest, CorruptionIsSaid) {
  for (const std::int8_t below : {0, -3, 18}) {
    std::vector<char> bytes;
    std::optional<WeightFile> file;
    const auto forest = load(one_tree(below), bytes, file);
    ASSERT_FALSE(forest) << static_cast<int>(below);
    EXPECT_EQ(forest.error().code, ErrorCode::model_damaged);
  }
}

}  // namespace
}  // namespace quoth
