#include "read/pdf/child_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace quoth::pdf {
namespace {

constexpr std::size_t kMaxMessages = 64 << 10;
constexpr int kChildDescriptor = 3;

/// posix_spawn's two parameter blocks: what becomes of descriptors and of signals.
struct SpawnSetup {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;

  SpawnSetup(int file, int output, int messages, int lifeline) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, messages, STDERR_FILENO);
    posix_spawn_file_actions_adddup2(&actions, file, kChildDescriptor);
    posix_spawn_file_actions_adddup2(&actions, lifeline, kChildDescriptor + 1);
    sigset_t none, standard;
    sigemptyset(&none);
    sigemptyset(&standard);
    for (const int signal : {SIGINT, SIGTERM, SIGPIPE, SIGXCPU, SIGXFSZ}) sigaddset(&standard, signal);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &standard);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;
  ~SpawnSetup() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
};

/// Waits until the child has ended, which closes the other end of the pipe. False at the deadline.
bool has_ended(int lifeline, std::chrono::steady_clock::time_point deadline) {
  bool ended = false;
  while (!ended) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) break;
    pollfd waits{lifeline, POLLIN, 0};
    const int n = ::poll(&waits, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 3'600'000)));
    ended = n > 0 || (n < 0 && errno != EINTR);
  }
  return ended;
}

void limit(pid_t pid, int resource, std::uint64_t value) {
  const rlimit both{value, value};
  ::prlimit(pid, static_cast<__rlimit_resource>(resource), &both, nullptr);
}

}  // namespace

Descriptor::Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

bool Descriptor::move_above_the_childs() {
  const int above = ::fcntl(fd_, F_DUPFD_CLOEXEC, kChildDescriptor + 2);
  if (above >= 0) ::close(std::exchange(fd_, above));
  return above >= 0;
}

Result<MemoryFile> MemoryFile::of(std::string_view bytes) {
  const auto failed = [] {
    return fail(ErrorCode::pdf_limit, std::string("no file in memory: ") + std::strerror(errno));
  };
  Descriptor descriptor(::memfd_create("quoth-pdf", MFD_CLOEXEC));
  if (!descriptor.is_open() || !descriptor.move_above_the_childs()) return failed();
  MemoryFile file(std::move(descriptor));
  while (!bytes.empty()) {
    const ssize_t n = ::write(file.descriptor(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return failed();
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return file;
}

std::uint64_t MemoryFile::size() const {
  const off_t size = ::lseek(descriptor(), 0, SEEK_END);
  return size < 0 ? 0 : static_cast<std::uint64_t>(size);
}

std::string MemoryFile::read(std::uint64_t limit) const {
  std::string bytes(std::min(limit, size()), '\0');
  std::size_t n_read = 0;
  while (n_read < bytes.size()) {
    const ssize_t n =
        ::pread(descriptor(), bytes.data() + n_read, bytes.size() - n_read, static_cast<off_t>(n_read));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    n_read += static_cast<std::size_t>(n);
  }
  bytes.resize(n_read);
  return bytes;
}

Result<Child> Child::start(const std::vector<std::string>& command, const MemoryFile& file,
                           const ChildLimits& limits) {
  QUOTH_TRY(MemoryFile output, MemoryFile::of({}));
  QUOTH_TRY(MemoryFile messages, MemoryFile::of({}));
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return fail(ErrorCode::pdf_limit, std::string("no pipe: ") + std::strerror(errno));
  }
  Descriptor lifeline(ends[0]), other_end(ends[1]);
  if (!other_end.move_above_the_childs()) {
    return fail(ErrorCode::pdf_limit, std::string("no pipe: ") + std::strerror(errno));
  }
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const SpawnSetup setup(file.descriptor(), output.descriptor(), messages.descriptor(), other_end.get());
  Child child(std::move(output), std::move(messages), std::move(lifeline), limits);
  const int failed =
      ::posix_spawnp(&child.pid_, arguments[0], &setup.actions, &setup.attributes, arguments.data(), environ);
  if (failed != 0) child.pid_ = -1;
  if (failed == ENOENT || failed == EACCES || failed == ENOTDIR) {
    return fail(ErrorCode::pdf_no_tool, "the program " + command.front() + " is not installed");
  }
  if (failed != 0) {
    return fail(ErrorCode::pdf_limit, "cannot start " + command.front() + ": " + std::strerror(failed));
  }
  limit(child.pid_, RLIMIT_AS, limits.memory_bytes);
  limit(child.pid_, RLIMIT_CPU, static_cast<std::uint64_t>(limits.processor_time.count()));
  limit(child.pid_, RLIMIT_FSIZE, limits.output_bytes);
  limit(child.pid_, RLIMIT_CORE, 0);
  return child;
}

Child::Child(Child&& other) noexcept
    : output_(std::move(other.output_)),
      messages_(std::move(other.messages_)),
      lifeline_(std::move(other.lifeline_)),
      limits_(other.limits_),
      pid_(std::exchange(other.pid_, -1)) {}

Child::~Child() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  wait();
}

int Child::wait() {
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0) {
    if (errno == EINTR) continue;
    status = 0;  // the host program has it reaped elsewhere
    break;
  }
  pid_ = -1;
  return status;
}

ChildResult Child::finish() {
  ChildResult result;
  if (!has_ended(lifeline_.get(), limits_.deadline)) {
    ::kill(pid_, SIGKILL);
    result.end = ChildResult::End::over_time;
  }
  const int status = wait();
  result.messages = messages_.read(kMaxMessages);
  if (result.end == ChildResult::End::over_time) return result;
  if (WIFEXITED(status)) {
    result.exit_status = WEXITSTATUS(status);
    // A quick child has written all before its limit was set.
    if (output_.size() > limits_.output_bytes) result.end = ChildResult::End::over_output;
  } else if (WTERMSIG(status) == SIGXFSZ) {
    result.end = ChildResult::End::over_output;
  } else if (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL) {
    result.end = ChildResult::End::over_time;
  } else {
    result.end = ChildResult::End::crashed;
  }
  result.output = output_.read(limits_.output_bytes);
  return result;
}

}  // namespace quoth::pdf
