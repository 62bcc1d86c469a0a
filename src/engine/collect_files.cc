#include "engine/collect_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <unordered_set>

#include <fmt/format.h>

namespace quoth {
namespace {

namespace fs = std::filesystem;

class Collector {
 public:
  void add(const std::string& path) {
    std::error_code error;
    const fs::file_status status = path == "-" ? fs::file_status() : fs::status(path, error);
    if (error || status.type() == fs::file_type::not_found) {
      const bool missing = status.type() == fs::file_type::not_found;
      return failed(path, missing ? ErrorCode::input_not_found : ErrorCode::input_unreadable,
                    missing ? "No such file or directory" : error.message());
    }
    if (status.type() == fs::file_type::directory) return add_folder(path);
    keep(path);
  }

  CollectedFiles take() && { return std::move(files_); }

 private:
  void add_folder(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      if (!at->path().filename().string().starts_with('.')) entries.push_back(*at);
    }
    if (error) return failed(folder.string(), ErrorCode::input_unreadable, error.message());
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) {
      const bool is_folder = entry.is_directory(error);
      if (is_folder && !entry.is_symlink(error)) {
        add_folder(entry.path());
      } else if (!is_folder && entry.is_regular_file(error)) {
        keep(entry.path().string());
      }
    }
  }

  void keep(const std::string& path) {
    if (met_.insert(path).second) files_.paths.push_back(path);
  }

  void failed(const std::string& path, ErrorCode code, std::string_view reason) {
    files_.errors.push_back({code, fmt::format("cannot read {}: {}", path, reason), {}});
  }

  CollectedFiles files_;
  std::unordered_set<std::string> met_;
};

}  // namespace

CollectedFiles collect_files(const std::vector<std::string>& paths) {
  Collector collector;
  for (const std::string& path : paths) collector.add(path);
  return std::move(collector).take();
}

}  // namespace quoth
