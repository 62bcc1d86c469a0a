#include "engine/input.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace quoth {
namespace {

constexpr std::size_t kReadBytes = 1 << 16;

class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

tl::unexpected<Error> cannot_read(int reason) {
  const bool missing = reason == ENOENT || reason == ENOTDIR;
  return fail(missing ? ErrorCode::input_not_found : ErrorCode::input_unreadable, std::strerror(reason));
}

tl::unexpected<Error> too_large(std::uint64_t limit) {
  return fail(ErrorCode::input_too_large, fmt::format("it has more than {} MB", limit >> 20));
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::uint64_t limit) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.fd() < 0) return cannot_read(errno);
  struct stat status {};
  if (::fstat(file.fd(), &status) != 0) return cannot_read(errno);
  if (S_ISDIR(status.st_mode)) return fail(ErrorCode::input_is_folder, "it is a folder");
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (S_ISREG(status.st_mode) && size > limit) return too_large(limit);

  // One byte more than there should be, so that the end is seen without growing.
  std::string bytes(S_ISREG(status.st_mode) ? size + 1 : kReadBytes, '\0');
  std::size_t used = 0;
  for (;;) {
    if (used == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t n = ::read(file.fd(), bytes.data() + used, bytes.size() - used);
    if (n == 0) break;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return cannot_read(errno);
    used += static_cast<std::size_t>(n);
    if (used > limit) return too_large(limit);
  }
  bytes.resize(used);
  return bytes;
}

}  // namespace quoth
