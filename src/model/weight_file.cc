#include "model/weight_file.h"

#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <simdjson.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sha256.h"

namespace quoth {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kLengthBytes = 8;  // of the header's length, at the start of the file

class FileDescriptor {
 public:
  explicit FileDescriptor(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~FileDescriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

/// The product of the sizes; nothing where it overflows any file.
std::optional<std::size_t> count_of(const std::vector<std::size_t>& shape) {
  constexpr std::size_t kMost = std::size_t{1} << 40;
  std::size_t n = 1;
  for (const std::size_t size : shape) {
    if (size != 0 && n > kMost / size) return std::nullopt;
    n *= size;
  }
  return n;
}

std::optional<std::vector<std::size_t>> numbers(const dom::element& value) {
  dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return std::nullopt;
  std::vector<std::size_t> out;
  for (const dom::element item : array) {
    std::uint64_t number = 0;
    if (item.get(number) != simdjson::SUCCESS) return std::nullopt;
    out.push_back(number);
  }
  return out;
}

}  // namespace

void WeightFile::Unmap::operator()(const char* data) const {
  if (is_mapped) ::munmap(const_cast<char*>(data), size);
}

Result<WeightFile> WeightFile::open(const std::string& path, std::string_view format) {
  const FileDescriptor file(path);
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    const char* why = file.get() < 0 ? std::strerror(errno) : "not a file";
    return fail(ErrorCode::model_missing, fmt::format("{}: {}", path, why));
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size < kLengthBytes) return fail(ErrorCode::model_damaged, fmt::format("{}: cut short", path));
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (data == MAP_FAILED) {
    return fail(ErrorCode::model_missing, fmt::format("{}: {}", path, std::strerror(errno)));
  }
  WeightFile weights;
  weights.path_ = path;
  weights.mapping_ = {static_cast<const char*>(data), Unmap{size, true}};
  QUOTH_CHECK(weights.read_header(format));
  weights.sha256_ = sha256_hex(weights.contents());
  return weights;
}

Result<WeightFile> WeightFile::in_memory(std::string_view bytes, const std::string& name,
                                         std::string_view format) {
  if (bytes.size() < kLengthBytes) return fail(ErrorCode::model_damaged, fmt::format("{}: cut short", name));
  WeightFile weights;
  weights.path_ = name;
  weights.mapping_ = {bytes.data(), Unmap{bytes.size(), false}};
  QUOTH_CHECK(weights.read_header(format));
  weights.sha256_ = sha256_hex(bytes);
  return weights;
}

Result<void> WeightFile::read_header(std::string_view format) {
  const auto damaged = [&](std::string_view what) {
    return fail(ErrorCode::model_damaged, fmt::format("{}: {}", path_, what));
  };
  const std::string_view all = contents();
  std::uint64_t header_size = 0;
  for (std::size_t i = kLengthBytes; i-- > 0;) {
    header_size = header_size << 8 | static_cast<unsigned char>(all[i]);
  }
  if (header_size > all.size() - kLengthBytes) return damaged("the header is cut short");
  const std::string_view data = all.substr(kLengthBytes + header_size);
  dom::parser parser;
  dom::object header;
  const simdjson::padded_string json(all.substr(kLengthBytes, header_size));
  if (parser.parse(json).get(header) != simdjson::SUCCESS) return damaged("the header is no JSON object");
  for (const dom::key_value_pair field : header) {
    if (field.key == "__metadata__") {
      dom::object texts;
      if (field.value.get(texts) != simdjson::SUCCESS) return damaged("the metadata are no object");
      for (const dom::key_value_pair text : texts) {
        std::string_view value;
        if (text.value.get(value) != simdjson::SUCCESS) return damaged("the metadata are no texts");
        metadata_.emplace(text.key, value);
      }
      continue;
    }
    std::string_view type;
    dom::element shape_value, offsets_value;
    if (field.value["dtype"].get(type) != simdjson::SUCCESS ||
        field.value["shape"].get(shape_value) != simdjson::SUCCESS ||
        field.value["data_offsets"].get(offsets_value) != simdjson::SUCCESS) {
      return damaged(fmt::format("tensor {} has no type, shape or place", field.key));
    }
    const auto shape = numbers(shape_value), place = numbers(offsets_value);
    const bool is_float = type == "F32";
    if (!is_float && type != "I8" && type != "U8")
      return damaged(fmt::format("tensor {} is {}", field.key, type));
    const auto count = shape ? count_of(*shape) : std::nullopt;
    if (!count || !place || place->size() != 2 || (*place)[0] > (*place)[1] || (*place)[1] > data.size() ||
        (*place)[1] - (*place)[0] != *count * (is_float ? sizeof(float) : 1)) {
      return damaged(fmt::format("tensor {} does not fit its place", field.key));
    }
    const std::string_view bytes = data.substr((*place)[0], (*place)[1] - (*place)[0]);
    if (is_float && reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(float) != 0) {
      return damaged(fmt::format("tensor {} is not aligned", field.key));
    }
    tensors_.emplace(field.key, Tensor{is_float       ? Type::f32
                                       : type == "I8" ? Type::i8
                                                      : Type::u8,
                                       *shape, bytes});
  }
  if (metadata("format") != format) {
    return fail(ErrorCode::model_version, fmt::format("{}: the format is \"{}\", this program reads \"{}\"",
                                                      path_, metadata("format"), format));
  }
  return {};
}

std::string_view WeightFile::metadata(std::string_view key) const {
  const auto found = metadata_.find(key);
  return found == metadata_.end() ? std::string_view() : found->second;
}

Result<const WeightFile::Tensor*> WeightFile::find(std::string_view name, Type type,
                                                   const std::vector<std::size_t>* shape) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end() || found->second.type != type ||
      (shape != nullptr && found->second.shape != *shape)) {
    return fail(ErrorCode::model_damaged,
                fmt::format("{}: no tensor {} of the right type and shape", path_, name));
  }
  return &found->second;
}

Result<std::span<const float>> WeightFile::floats(std::string_view name,
                                                  const std::vector<std::size_t>& shape) const {
  QUOTH_TRY(const Tensor* tensor, find(name, Type::f32, &shape));
  return std::span(reinterpret_cast<const float*>(tensor->bytes.data()),
                   tensor->bytes.size() / sizeof(float));
}

Result<std::span<const std::int8_t>> WeightFile::int8s(std::string_view name,
                                                       const std::vector<std::size_t>& shape) const {
  QUOTH_TRY(const Tensor* tensor, find(name, Type::i8, &shape));
  return std::span(reinterpret_cast<const std::int8_t*>(tensor->bytes.data()), tensor->bytes.size());
}

Result<std::string_view> WeightFile::bytes(std::string_view name) const {
  QUOTH_TRY(const Tensor* tensor, find(name, Type::u8, nullptr));
  return tensor->bytes;
}

}  // namespace quoth
