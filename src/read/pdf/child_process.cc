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

/// A descriptor that is closed at the end of its life.
class Descriptor {
 public:
  Descriptor() = default;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void set(int fd) { fd_ = fd; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_ = -1;
};

struct Pipe {
  Descriptor read_end, write_end;

  bool open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read_end.set(ends[0]);
    write_end.set(ends[1]);
    return true;
  }
};

/// A started child: killed and waited for at the end of its life, if not before.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ > 0) {
      kill();
      wait();
    }
  }

  void kill() const { ::kill(pid_, SIGKILL); }
  /// Its status as waitpid gives it; 0 where the host program has it reaped elsewhere.
  int wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0) {
      if (errno == EINTR) continue;
      status = 0;
      break;
    }
    pid_ = -1;
    return status;
  }
  void limit(int resource, std::uint64_t value) const {
    const rlimit both{value, value};
    ::prlimit(pid_, static_cast<__rlimit_resource>(resource), &both, nullptr);
  }

 private:
  pid_t pid_;
};

/// posix_spawn's two parameter blocks: what becomes of descriptors and of signals.
struct SpawnSetup {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;

  SpawnSetup(int file, int output, int messages) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, messages, STDERR_FILENO);
    posix_spawn_file_actions_adddup2(&actions, file, kChildDescriptor);
    sigset_t none, standard;
    sigemptyset(&none);
    sigemptyset(&standard);
    for (const int signal : {SIGINT, SIGTERM, SIGPIPE, SIGXCPU}) sigaddset(&standard, signal);
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

/// A descriptor above those that the child's own are put at, so that no dup2 overwrites another's source.
int above_standard(int fd) { return ::fcntl(fd, F_DUPFD_CLOEXEC, kChildDescriptor + 1); }

/// Reads what is there. False at the end of the stream.
bool drain(int fd, std::string& into, std::size_t limit, bool& over) {
  std::array<char, 1 << 16> buffer;
  const ssize_t n = ::read(fd, buffer.data(), buffer.size());
  if (n < 0) return errno == EINTR || errno == EAGAIN;
  if (n == 0) return false;
  const std::size_t room = limit - std::min(limit, into.size());
  over = over || static_cast<std::size_t>(n) > room;
  into.append(buffer.data(), std::min(static_cast<std::size_t>(n), room));
  return true;
}

/// Reads both streams to their ends, or to the first limit.
ChildResult::End collect(Descriptor& output, Descriptor& messages, const ChildLimits& limits,
                         ChildResult& result) {
  while (output.is_open() || messages.is_open()) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(limits.deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return ChildResult::End::over_time;
    std::array<pollfd, 2> waits{pollfd{output.get(), POLLIN, 0}, pollfd{messages.get(), POLLIN, 0}};
    const int timeout = static_cast<int>(std::min<std::int64_t>(left.count(), 3'600'000));
    if (::poll(waits.data(), waits.size(), timeout) < 0 && errno != EINTR) return ChildResult::End::crashed;
    bool over = false, over_messages = false;
    if (waits[0].revents != 0 && !drain(output.get(), result.output, limits.output_bytes, over))
      output.close();
    if (over) return ChildResult::End::over_output;
    if (waits[1].revents != 0 && !drain(messages.get(), result.messages, kMaxMessages, over_messages)) {
      messages.close();
    }
  }
  return ChildResult::End::exited;
}

}  // namespace

Result<MemoryFile> MemoryFile::of(std::string_view bytes) {
  const int fd = ::memfd_create("quoth-pdf", MFD_CLOEXEC);
  if (fd < 0) return fail(ErrorCode::pdf_limit, std::string("no file in memory: ") + std::strerror(errno));
  MemoryFile file(fd);
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return fail(ErrorCode::pdf_limit, std::string("no file in memory: ") + std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return file;
}

MemoryFile::MemoryFile(MemoryFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

MemoryFile::~MemoryFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<ChildResult> run_child(const std::vector<std::string>& command, const MemoryFile& file,
                              const ChildLimits& limits) {
  Pipe output, messages;
  Descriptor file_end, output_end, messages_end;
  if (output.open() && messages.open()) {
    file_end.set(above_standard(file.descriptor()));
    output_end.set(above_standard(output.write_end.get()));
    messages_end.set(above_standard(messages.write_end.get()));
  }
  if (!file_end.is_open() || !output_end.is_open() || !messages_end.is_open()) {
    return fail(ErrorCode::pdf_limit,
                std::string("no pipe to ") + command.front() + ": " + std::strerror(errno));
  }
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const SpawnSetup setup(file_end.get(), output_end.get(), messages_end.get());
  pid_t pid = -1;
  const int failed =
      ::posix_spawnp(&pid, arguments[0], &setup.actions, &setup.attributes, arguments.data(), environ);
  if (failed == ENOENT || failed == EACCES || failed == ENOTDIR) {
    return fail(ErrorCode::pdf_no_tool, "the program " + command.front() + " is not installed");
  }
  if (failed != 0) {
    return fail(ErrorCode::pdf_limit, "cannot start " + command.front() + ": " + std::strerror(failed));
  }
  Child child(pid);
  child.limit(RLIMIT_AS, limits.memory_bytes);
  child.limit(RLIMIT_CPU, static_cast<std::uint64_t>(limits.processor_time.count()));
  child.limit(RLIMIT_CORE, 0);
  for (Descriptor* end : {&output.write_end, &messages.write_end, &file_end, &output_end, &messages_end})
    end->close();

  ChildResult result;
  result.end = collect(output.read_end, messages.read_end, limits, result);
  if (result.end != ChildResult::End::exited) child.kill();
  const int status = child.wait();
  if (result.end != ChildResult::End::exited) return result;
  if (WIFEXITED(status)) {
    result.exit_status = WEXITSTATUS(status);
  } else {
    result.end = WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL ? ChildResult::End::over_time
                                                                            : ChildResult::End::crashed;
  }
  return result;
}

}  // namespace quoth::pdf
