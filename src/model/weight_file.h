#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace quoth {

/// A file in the safetensors format, mapped into memory: processes share its pages.
///
/// The whole layout is checked when it is opened: header, types, shapes and offsets. What a tensor is wanted for is
/// checked where it is asked for.
class WeightFile {
 public:
  /// Errors: model.missing; model.damaged where the layout is broken or the file cut short; model.version where it
  /// is well-formed but not of the `format` in its metadata that this program reads.
  static Result<WeightFile> open(const std::string& path, std::string_view format);

  /// The same of a file that is in memory already; `name` is what errors call it. Lifetime: reads from `bytes` as long as
  /// it lives.
  static Result<WeightFile> in_memory(std::string_view bytes, const std::string& name,
                                      std::string_view format);

  /// SHA-256 of the file, 64 hexadecimal digits.
  const std::string& sha256() const& { return sha256_; }
  /// Text under `key` in the metadata of the header; empty where there is none.
  std::string_view metadata(std::string_view key) const;

  /// The values of a tensor, in row-major order. Lifetime: the file's. Errors: model.damaged where there is none of
  /// that name, type and shape.
  Result<std::span<const float>> floats(std::string_view name, const std::vector<std::size_t>& shape) const;
  Result<std::span<const std::int8_t>> int8s(std::string_view name,
                                             const std::vector<std::size_t>& shape) const;
  Result<std::string_view> bytes(std::string_view name) const;
  bool has(std::string_view name) const { return tensors_.find(name) != tensors_.end(); }

 private:
  enum class Type : std::uint8_t { f32, i8, u8 };
  struct Tensor {
    Type type;
    std::vector<std::size_t> shape;
    std::string_view bytes;
  };
  struct Unmap {
    std::size_t size;
    bool is_mapped;  // else it is somebody else's memory
    void operator()(const char* data) const;
  };

  std::string_view contents() const { return {mapping_.get(), mapping_.get_deleter().size}; }
  Result<void> read_header(std::string_view format);
  Result<const Tensor*> find(std::string_view name, Type type, const std::vector<std::size_t>* shape) const;

  std::string path_;
  std::unique_ptr<const char, Unmap> mapping_;
  std::string sha256_;
  std::map<std::string, std::string, std::less<>> metadata_;
  std::map<std::string, Tensor, std::less<>> tensors_;
};

}  // namespace quoth
