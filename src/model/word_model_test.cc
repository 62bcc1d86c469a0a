#include "model/word_model.h"

#include <array>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace quoth {
namespace {

using Words = std::vector<std::string>;

/// A file of one model of one field with two buckets, one number and one output.
std::string small_file() {
  std::string header = R"({"__metadata__":{"format":"tea 1"},)"
                       R"("m.0.idf":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                       R"("m.0.scale":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},)"
                       R"("m.dense":{"dtype":"F32","shape":[1,1],"data_offsets":[12,16]},)"
                       R"("m.bias":{"dtype":"F32","shape":[1],"data_offsets":[16,20]},)"
                       R"("m.0.weight":{"dtype":"I8","shape":[2,1],"data_offsets":[20,22]}})";
  header.resize((header.size() + 7) / 8 * 8, ' ');
  std::string out(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<char>(header.size() >> (8 * i) & 0xFF);
  out += header;
  for (const float value : {1.0F, 2.0F, 0.5F, 3.0F, -1.0F}) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  return out + std::string{10, -20};
}

TEST(WordModel, SumsWeightsOfBucketsByTheirShare) {
  alignas(16) std::array<char, 1024> bytes{};
  const std::string text = small_file();
  ASSERT_LT(text.size(), bytes.size());
  std::memcpy(bytes.data(), text.data(), text.size());
  const auto file = WeightFile::in_memory({bytes.data(), text.size()}, "tea", "tea 1");
  ASSERT_TRUE(file) << to_string(file.error());
  const auto model = WordModel::load(*file, "m", 1, 2, 1, 1);
  ASSERT_TRUE(model) << to_string(model.error());
  const std::array<float, 1> number = {2.0F};
  const auto read = [&](const Words& words) {
    const std::array<std::span<const std::string>, 1> fields = {words};
    return model->read(fields, number).at(0);
  };
  EXPECT_DOUBLE_EQ(read({}), -1 + 3 * 2.0);
  const std::uint32_t a = 0xE40C292CU;  // FNV-1a of "a"
  const bool first = ((a >> 1 ^ a) & 1U) == 0;
  // One bucket alone has all the share, whatever its rarity.
  EXPECT_NEAR(read({"a"}), 5 + (first ? 5 : -10), 1e-6);
}

TEST(WordModel, MissingTensorsAreSaid) {
  alignas(16) std::array<char, 1024> bytes{};
  const std::string text = small_file();
  std::memcpy(bytes.data(), text.data(), text.size());
  const auto file = WeightFile::in_memory({bytes.data(), text.size()}, "tea", "tea 1");
  ASSERT_TRUE(file);
  const auto model = WordModel::load(*file, "m", 2, 2, 1, 1);
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::model_damaged);
  EXPECT_FALSE(WeightFile::in_memory("short", "tea", "tea 1"));
}

TEST(Readings, ComeWithTheProgram) {
  const Readings& readings = Readings::get();
  const Words words = {"the", "ferry", "carried", "0", "people"};
  const std::array<std::span<const std::string>, 1> fields = {words};
  const std::array<float, Readings::kClaimNumbers> numbers = {1.8F, 1, 0, 1};
  EXPECT_EQ(readings.claims().read(fields, numbers).size(), Readings::kClaimWordOutputs);
}

}  // namespace
}  // namespace quoth
