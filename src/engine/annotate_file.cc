#include "engine/annotate_file.h"

#include <filesystem>
#include <utility>

#include "annotate/pipeline.h"
#include "engine/input.h"

namespace quoth {

Result<Record> annotate_bytes(std::string id, std::string_view bytes, const std::string& path,
                              const AnnotateOptions& options) {
  const Source source{bytes, std::filesystem::path(path).filename().string(), path};
  QUOTH_TRY(Document document, read(source, options.limits));
  return annotate(std::move(id), std::move(document), options.given, options.layers, options.weights);
}

Result<Record> annotate_file(const std::string& path, const AnnotateOptions& options) {
  QUOTH_TRY(const std::string bytes, read_file(path, options.limits.bytes));
  return annotate_bytes(path, bytes, path, options);
}

}  // namespace quoth
