#include "server/server.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <unistd.h>

#include "engine/weights.h"
#include "model/model.h"
#include "server/adding.h"
#include "server/compress.h"
#include "server/finish.h"
#include "server/gate.h"
#include "server/patience.h"
#include "server/router.h"
#include "server/store_pool.h"

namespace quoth {
namespace {

constexpr std::size_t kHeadBytes = 64 << 10;      // of memory for a connection: first line and header
constexpr std::size_t kMostQuickBytes = 1 << 20;  // of a body that is not a file to be added
constexpr std::size_t kMostBytesAtOnce = 512
                                         << 20;  // of bodies, all that are on their way together, in or out
constexpr std::chrono::seconds kLastAnswers{5};  // to send what is answered when the server stops
// Reading waits for nobody unless the whole file is locked; then many others wait for the same thread.
constexpr int kBusyTimeoutOfAnswersMs = 250;
// For a request's head, after what came before it; and for a body or an answer, beside what its size asks for. Longer than
// what a connection may be silent.
constexpr std::chrono::seconds kPatience{kIdleSeconds + 10};

/// A request from its first line to its answer.
struct Call {
  /// What is no address still says by its begin in which form it is to be answered.
  explicit Call(std::string_view target_text) {
    auto target = parse_target(target_text);
    is_address = target.has_value();
    if (target) {
      request.target = *std::move(target);
    } else if (target_text.starts_with("/api/")) {
      request.target.path = {"api"};
    }
  }

  bool is_address = false;
  bool begun = false;
  Work work = Work::quick;
  Request request;
  std::size_t reserved = 0;  // bytes of kMostBytesAtOnce
  std::optional<Response> response;
  MHD_Connection* connection = nullptr;
};

union Address {
  sockaddr any;
  sockaddr_in v4;
  sockaddr_in6 v6;
};

bool read_address(const std::string& text, std::uint16_t port, Address& address) {
  address = {};
  if (::inet_pton(AF_INET, text.c_str(), &address.v4.sin_addr) == 1) {
    address.v4.sin_family = AF_INET;
    address.v4.sin_port = htons(port);
    return true;
  }
  in6_addr v6{};
  if (::inet_pton(AF_INET6, text.c_str(), &v6) != 1) return false;
  address.v6.sin6_addr = v6;
  address.v6.sin6_family = AF_INET6;
  address.v6.sin6_port = htons(port);
  return true;
}

std::string_view header(MHD_Connection* connection, const char* name) {
  const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
  return value != nullptr ? value : std::string_view();
}

Caller caller_of(MHD_Connection* connection, const char* method, const Target& target) {
  Caller caller;
  caller.method = method;
  const auto take = [](void* cls, MHD_ValueKind, const char* name, const char* value) {
    Caller& to = *static_cast<Caller*>(cls);
    const std::string_view text = value != nullptr ? value : "";
    for (const auto& [wanted, field] :
         {std::pair("Host", &Caller::host), std::pair("Origin", &Caller::origin),
          std::pair("Content-Length", &Caller::content_length),
          std::pair("Transfer-Encoding", &Caller::transfer_encoding),
          std::pair("Content-Encoding", &Caller::content_encoding)}) {
      if (::strcasecmp(name, wanted) == 0) (to.*field).push_back(text);
    }
    return MHD_YES;
  };
  MHD_get_connection_values(connection, MHD_HEADER_KIND, take, &caller);
  caller.fetch_site = header(connection, "Sec-Fetch-Site");
  caller.authorization = header(connection, "Authorization");
  caller.cookie = header(connection, "Cookie");
  caller.query_token = target.value("token");
  return caller;
}

/// To what connections need, where the user's limits let us.
void raise_descriptors() {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = std::max(files.rlim_cur, std::min<rlim_t>(files.rlim_max, 2 * rlim_t{most_connections()}));
  ::setrlimit(RLIMIT_NOFILE, &files);
}

int socket_of(MHD_Connection* connection) {
  return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

Error stopped() { return {ErrorCode::interrupted, "the server is stopping", {}}; }

/// Does what takes long, one after the other, on a thread of its own. The connections sleep meanwhile.
class LongWork {
 public:
  using Task = std::function<Response(const Request&)>;

  explicit LongWork(Task task) : task_(std::move(task)), thread_([this] { run(); }) {}
  ~LongWork() { end(); }

  /// Puts the connection to sleep and the call in the queue; false: no more is taken.
  bool add(Call& call) {
    {
      const std::lock_guard lock(mutex_);
      if (ended_) return false;
      MHD_suspend_connection(call.connection);
      calls_.push_back(&call);
    }
    ready_.notify_one();
    return true;
  }

  /// Waits for what is under way and wakes all connections. What still waited for its turn is told so.
  void end() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    ready_.notify_one();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void run() {
    for (;;) {
      Call* call = nullptr;
      bool stopping = false;
      {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [&] { return ended_ || !calls_.empty(); });
        if (calls_.empty()) return;
        call = calls_.front();
        calls_.pop_front();
        stopping = ended_;
      }
      call->response = stopping ? error_answer(call->request.target, stopped()) : work_on(call->request);
      MHD_resume_connection(call->connection);
    }
  }

  Response work_on(const Request& request) {
    try {
      return task_(request);
    } catch (const std::exception& bug) {
      return error_answer(request.target, {ErrorCode::internal_bug, bug.what(), {}});
    }
  }

  Task task_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Call*> calls_;
  bool ended_ = false;
  std::thread thread_;  // last: it uses all the others
};

}  // namespace

class Server::State {
 public:
  explicit State(const ServeOptions& options)
      : rules_{options.port, options.address, options.token},
        stores_(options.store, kBusyTimeoutOfAnswersMs),
        stores_to_write_(options.store, StoreOptions().busy_timeout_ms),
        weights_(weights_path(), options.jobs) {}
  ~State() {
    if (daemon_ == nullptr) return;
    const MHD_socket listener = MHD_quiesce_daemon(daemon_);
    is_stopping_ = true;
    // All connections that sleep are woken, which MHD_stop_daemon needs.
    adding_->end();
    slow_->end();
    writing_->end();
    {
      std::unique_lock lock(calls_mutex_);
      no_calls_.wait_for(lock, kLastAnswers, [this] { return n_calls_ == 0; });
    }
    MHD_stop_daemon(daemon_);
    if (listener != MHD_INVALID_SOCKET) ::close(listener);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  Result<void> start(const ServeOptions& options) {
    Address address{};
    if (!read_address(options.address, options.port, address))
      return fail(ErrorCode::serve_address, fmt::format("{} is no numeric address", options.address));
    if (!is_loopback(options.address) && options.token.empty())
      return fail(ErrorCode::http_token, "who serves others wants a token of them");
    raise_descriptors();
    if (auto store = open_store(options.store, OpenMode::create); !store)
      return tl::unexpected(store.error());
    adding_.emplace([this](const Request& request) {
      const auto store = stores_to_write_.take();
      return store ? answer_adding(**store, weights_, request) : error_answer(request.target, store.error());
    });
    slow_.emplace([this](const Request& request) { return answer_from_store(request); });
    writing_.emplace([this](const Request& request) {
      const auto store = stores_to_write_.take();
      return store ? answer(**store, request) : error_answer(request.target, store.error());
    });
    const unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                           (address.any.sa_family == AF_INET6 ? MHD_USE_IPv6 : 0);
    daemon_ = MHD_start_daemon(flags, options.port, nullptr, nullptr, &State::on_request, this,  //
                               MHD_OPTION_SOCK_ADDR, &address.any,                               //
                               MHD_OPTION_THREAD_POOL_SIZE,
                               std::max(2U, std::min(4U, std::thread::hardware_concurrency())),
                               MHD_OPTION_CONNECTION_LIMIT, most_connections(),            //
                               MHD_OPTION_CONNECTION_TIMEOUT, kIdleSeconds,                //
                               MHD_OPTION_CONNECTION_MEMORY_LIMIT, kHeadBytes,             //
                               MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024U,                      //
                               MHD_OPTION_STRICT_FOR_CLIENT, 1,                            //
                               MHD_OPTION_URI_LOG_CALLBACK, &State::on_first_line, this,   //
                               MHD_OPTION_NOTIFY_CONNECTION, &State::on_connection, this,  //
                               MHD_OPTION_NOTIFY_COMPLETED, &State::on_completed, this, MHD_OPTION_END);
    if (daemon_ == nullptr)
      return fail(ErrorCode::serve_address,
                  fmt::format("cannot serve at {} port {}", options.address, options.port));
    rules_.port = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT)->port;
    return {};
  }

  std::uint16_t port() const { return rules_.port; }

 private:
  static void* on_first_line(void* cls, const char* target, MHD_Connection*) {
    State& state = *static_cast<State*>(cls);
    const std::lock_guard lock(state.calls_mutex_);
    ++state.n_calls_;
    return new Call(target);
  }

  static void on_connection(void* cls, MHD_Connection* connection, void**,
                            MHD_ConnectionNotificationCode what) {
    Patience& patience = static_cast<State*>(cls)->patience_;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
      patience.give(socket_of(connection), kPatience);
    } else {
      patience.forget(socket_of(connection));
    }
  }

  static void on_completed(void* cls, MHD_Connection* connection, void** call, MHD_RequestTerminationCode) {
    State& state = *static_cast<State*>(cls);
    const std::unique_ptr<Call> owned(static_cast<Call*>(*call));
    *call = nullptr;
    if (owned) {
      state.bytes_at_once_ -= owned->reserved;
      const std::lock_guard lock(state.calls_mutex_);
      if (--state.n_calls_ == 0) state.no_calls_.notify_all();
    }
    state.patience_.give(socket_of(connection), kPatience);
  }

  static MHD_Result on_request(void* cls, MHD_Connection* connection, const char*, const char* method,
                               const char*, const char* data, std::size_t* size, void** context) {
    State& state = *static_cast<State*>(cls);
    Call& call = *static_cast<Call*>(*context);
    call.connection = connection;
    try {
      if (!call.begun) {
        call.begun = true;
        state.begin(call, method);
        return call.response ? state.send(call) : MHD_YES;
      }
      if (*size > 0) {
        state.take_body(call, {data, *size});
        *size = 0;
        return MHD_YES;
      }
      state.patience_.forget(socket_of(connection));  // from now on it is us who are waited for
      if (!call.response && call.work != Work::quick) {
        if (state.worker_of(call.work)->add(call)) return MHD_YES;
        call.response = error_answer(call.request.target, stopped());
      }
      if (!call.response) call.response = state.answer_from_store(call.request);
    } catch (const std::exception& bug) {
      call.response = problem({ErrorCode::internal_bug, bug.what(), {}});
    }
    return state.send(call);
  }

  MHD_Result send(Call& call) {
    finish(*call.response, call.request);
    call.request.body = {};
    if (!reserve(call, call.response->body.size())) {
      call.response =
          error_answer(call.request.target, {ErrorCode::http_busy, "too much is being sent at once", {}});
      finish(*call.response, call.request);
    }
    Response& response = *call.response;
    if (is_stopping_) response.headers.emplace_back("Connection", "close");
    patience_.give(socket_of(call.connection), kPatience + Patience::time_for(response.body.size()));
    // Lifetime: the bytes are the call's, which ends after they are sent.
    MHD_Response* const out =
        MHD_create_response_from_buffer(response.body.size(), response.body.data(), MHD_RESPMEM_PERSISTENT);
    if (out == nullptr) return MHD_NO;
    for (const auto& [name, value] : response.headers)
      MHD_add_response_header(out, name.c_str(), value.c_str());
    const MHD_Result queued =
        MHD_queue_response(call.connection, static_cast<unsigned>(response.status), out);
    MHD_destroy_response(out);
    return queued;
  }

  /// Counts so many bytes in place of those that the call has; false: there would be too many.
  bool reserve(Call& call, std::size_t bytes) {
    bytes_at_once_ -= std::exchange(call.reserved, 0);
    if ((bytes_at_once_ += bytes) > kMostBytesAtOnce) {
      bytes_at_once_ -= bytes;
      return false;
    }
    call.reserved = bytes;
    return true;
  }

  /// Reads the head of a request; where it is refused, or known already, the answer is there.
  void begin(Call& call, const char* method) {
    const Caller caller = caller_of(call.connection, method, call.request.target);
    Request& request = call.request;
    request.method = method;
    request.if_match = header(call.connection, "If-Match");
    request.if_none_match = header(call.connection, "If-None-Match");
    request.if_range = header(call.connection, "If-Range");
    request.range = header(call.connection, "Range");
    request.takes_gzip = takes_gzip(header(call.connection, "Accept-Encoding"));
    request.cookie = caller.cookie;
    request.content_type = header(call.connection, "Content-Type");
    const Target& target = request.target;
    const auto refuse = [&](const Error& error) { call.response = error_answer(target, error); };
    if (const auto in = let_in(rules_, caller); !in) return refuse(in.error());
    if (!call.is_address) return refuse({ErrorCode::http_request, "this is no address", {}});
    if (caller.method == "OPTIONS") {
      call.response = options_answer(target);
      return;
    }
    const auto work = work_of(caller.method, target);
    if (!work) return refuse(work.error());
    if (!rules_.token.empty() && !caller.query_token.empty() && caller.method == "GET") {
      call.response = with_cookie(target);
      return;
    }
    call.work = *work;
    if (!caller.content_length.empty() &&
        std::strtoull(caller.content_length.front().data(), nullptr, 10) > most_bytes(call)) {
      refuse(too_large(call));
    }
  }

  /// The token leaves the address, where histories and screens keep it, for a cookie.
  Response with_cookie(const Target& target) const {
    Target without = target;
    std::erase_if(without.query, [](const auto& field) { return field.first == "token"; });
    Response response = redirect(to_string(without), 303);
    response.headers.emplace_back(
        "Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict", kTokenCookie, rules_.token));
    return response;
  }

  static std::size_t most_bytes(const Call& call) {
    return call.work == Work::adds ? kMostBodyBytes : kMostQuickBytes;
  }
  static Error too_large(const Call& call) {
    return {
        ErrorCode::http_too_large, fmt::format("at most {} MiB are taken here", most_bytes(call) >> 20), {}};
  }

  void take_body(Call& call, std::string_view bytes) {
    if (call.response) return;  // refused; the rest is passed over
    std::string& body = call.request.body;
    if (body.size() + bytes.size() > most_bytes(call)) {
      call.response = error_answer(call.request.target, too_large(call));
    } else if (!reserve(call, body.size() + bytes.size())) {
      call.response =
          error_answer(call.request.target, {ErrorCode::http_busy, "too much is being sent at once", {}});
    } else {
      patience_.give_for(socket_of(call.connection), bytes.size());
      body += bytes;
      return;
    }
    body = {};
  }

  std::optional<LongWork>& worker_of(Work work) {
    return work == Work::adds ? adding_ : work == Work::writes ? writing_ : slow_;
  }

  Response answer_from_store(const Request& request) {
    const auto store = stores_.take();
    return store ? answer(**store, request) : error_answer(request.target, store.error());
  }

  GateRules rules_;
  StorePool stores_, stores_to_write_;
  ModelSource weights_;
  std::optional<LongWork> adding_, slow_, writing_;
  std::atomic<std::size_t> bytes_at_once_{0};
  std::atomic<bool> is_stopping_{false};
  std::mutex calls_mutex_;
  std::condition_variable no_calls_;
  std::size_t n_calls_ = 0;  // whose first line was read and whose answer is not yet sent
  Patience patience_;
  MHD_Daemon* daemon_ = nullptr;
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::start(const ServeOptions& options) {
  auto state = std::make_unique<State>(options);
  QUOTH_CHECK(state->start(options));
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

std::uint16_t Server::port() const { return state_->port(); }

unsigned most_connections() {
  constexpr rlim_t kMost = 16'384, kOwn = 64;
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  return static_cast<unsigned>(std::clamp(files.rlim_max, 2 * kOwn, kMost + kOwn) - kOwn);
}

bool is_loopback(const std::string& address) {
  Address parsed{};
  if (!read_address(address, 0, parsed)) return false;
  if (parsed.any.sa_family == AF_INET6)
    return std::memcmp(&parsed.v6.sin6_addr, &in6addr_loopback, sizeof in6addr_loopback) == 0;
  return (ntohl(parsed.v4.sin_addr.s_addr) >> 24) == 127;
}

}  // namespace quoth
