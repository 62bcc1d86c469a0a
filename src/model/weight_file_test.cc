#include "model/weight_file.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include "model/weights_for_tests.h"
#include "testing/golden.h"

namespace quoth {
namespace {

constexpr std::string_view kFormat = "tea 1";

/// A file that is gone with the test.
class Temporary {
 public:
  explicit Temporary(std::string_view bytes)
      : path_(std::filesystem::temp_directory_path() / ("quoth-weights-" + std::to_string(::getpid()))) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Temporary() { std::filesystem::remove(path_); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

std::string file_of(std::string header, std::string_view data) {
  header.resize((header.size() + 7) / 8 * 8, ' ');
  std::string out(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<char>(header.size() >> (8 * i) & 0xFF);
  return out + header + std::string(data);
}

ErrorCode error_of(std::string_view bytes) {
  const auto file = WeightFile::open(Temporary(bytes).path(), kFormat);
  EXPECT_FALSE(file);
  return file ? ErrorCode::internal_bug : file.error().code;
}

const std::string kGood =
    R"({"__metadata__":{"format":"tea 1"},"cups":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";

TEST(WeightFile, GivesTensorsByNameTypeAndShape) {
  const Temporary temporary(file_of(kGood, std::string(8, '\0')));
  const auto file = WeightFile::open(temporary.path(), kFormat);
  ASSERT_TRUE(file) << to_string(file.error());
  EXPECT_EQ(file->floats("cups", {2})->size(), 2U);
  EXPECT_EQ(file->sha256().size(), 64U);
  for (const auto code : {file->floats("cups", {3}).error().code, file->floats("pots", {2}).error().code,
                          file->int8s("cups", {2}).error().code}) {
    EXPECT_EQ(code, ErrorCode::model_damaged);
  }
}

TEST(WeightFile, Corruption) {
  EXPECT_EQ(WeightFile::open("/nowhere/weights", kFormat).error().code, ErrorCode::model_missing);
  EXPECT_EQ(error_of(""), ErrorCode::model_damaged);
  EXPECT_EQ(error_of(std::string(8, '\xFF')), ErrorCode::model_damaged);
  EXPECT_EQ(error_of(file_of("tea", "")), ErrorCode::model_damaged);
  EXPECT_EQ(error_of(file_of(kGood, std::string(7, '\0'))), ErrorCode::model_damaged) << "cut short";
  EXPECT_EQ(error_of(file_of(R"({"a":{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4]}})",
                             "1234")),
            ErrorCode::model_damaged)
      << "a size that overflows";
  EXPECT_EQ(error_of(file_of(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}})", "12345")),
            ErrorCode::model_damaged)
      << "not aligned";
  EXPECT_EQ(error_of(file_of(R"({"__metadata__":{"format":"tea 2"}})", "")), ErrorCode::model_version);
  EXPECT_EQ(error_of(file_of("{}", "")), ErrorCode::model_version);
}

RC_GTEST_PROP(WeightFile, TakesAnyBytes, (const std::string& header, const std::string& data)) {
  const auto file = WeightFile::open(Temporary(file_of(header, data)).path(), kFormat);
  RC_ASSERT(!file);
}

TEST(Model, TakesNoWeightsCutShort) {
  if (testing::weights() == nullptr) GTEST_SKIP() << "there are no weights";
  std::string bytes = testing::file_bytes(testing::weights_path());
  bytes.resize(bytes.size() - 1);
  EXPECT_EQ(Model::open(Temporary(bytes).path(), 1).error().code, ErrorCode::model_damaged);
  const auto at = bytes.find("encoder.layers.3.norm.weight");
  ASSERT_NE(at, std::string::npos);
  bytes.push_back('\0');
  bytes[at] = 'E';
  EXPECT_EQ(Model::open(Temporary(bytes).path(), 1).error().code, ErrorCode::model_damaged)
      << "a tensor is missing";
}

}  // namespace
}  // namespace quoth
