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

#include "base/sha256.h"
#include "engine/weights.h"
#include "model/model.h"
#include "page/site.h"
#include "server/adding.h"
#include "server/compress.h"
#include "server/gate.h"
#include "server/router.h"
#include "server/store_pool.h"

namespace quoth {
namespace {

constexpr std::size_t kHeadBytes = 64 << 10;         // of memory for a connection: first line and header
constexpr std::size_t kMostQuickBytes = 1 << 20;     // of a body that is not a file to be added
constexpr std::size_t kMostBytesAtOnce = 256 << 20;  // of bodies, all that are on their way together
constexpr std::size_t kWorthCompressing = 1024;      // bytes

/// A request from its first line to its answer.
struct Call {
  explicit Call(std::string_view target_text) : target(parse_target(target_text)) {}

  std::optional<Target> target;
  bool begun = false;
  bool wants_gzip = false;
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

Caller caller_of(MHD_Connection* connection, const char* method, const std::optional<Target>& target) {
  Caller caller;
  caller.method = method;
  const auto take = [](void* cls, MHD_ValueKind, const char* name, const char* value) {
    Caller& to = *static_cast<Caller*>(cls);
    const std::string_view text = value != nullptr ? value : "";
    for (const auto& [wanted, field] :
         {std::pair("Host", &Caller::host), std::pair("Origin", &Caller::origin),
          std::pair("Content-Length", &Caller::content_length),
          std::pair("Transfer-Encoding", &Caller::transfer_encoding)}) {
      if (::strcasecmp(name, wanted) == 0) (to.*field).push_back(text);
    }
    return MHD_YES;
  };
  MHD_get_connection_values(connection, MHD_HEADER_KIND, take, &caller);
  caller.fetch_site = header(connection, "Sec-Fetch-Site");
  caller.authorization = header(connection, "Authorization");
  caller.cookie = header(connection, "Cookie");
  if (target) caller.query_token = target->value("token");
  return caller;
}

MHD_Result send(Call& call) {
  Response& response = *call.response;
  if (!response.is_private)
    response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  if (response.is_private && !response.body.empty() && response.status == 200) {
    const std::string tag = !response.entity_tag.empty()
                                ? response.entity_tag
                                : "W/\"" + sha256_hex(response.body).substr(0, 20) + "\"";
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Cache-Control", "no-cache");
    if (call.request.if_none_match.find(tag) != std::string::npos) {
      response.status = 304;
      response.body.clear();
      response.type.clear();
    }
  }
  if (call.wants_gzip && response.body.size() > kWorthCompressing && response.type != "image/png") {
    response.body = gzip(response.body);
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!response.type.empty()) response.headers.emplace_back("Content-Type", response.type);
  response.headers.emplace_back("Content-Security-Policy", content_security_policy());
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  // Not "no-referrer": browsers then say of our own forms that they come from nowhere.
  response.headers.emplace_back("Referrer-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");

  // Lifetime: the bytes are the call's, which ends after they are sent.
  MHD_Response* const out =
      MHD_create_response_from_buffer(response.body.size(), response.body.data(), MHD_RESPMEM_PERSISTENT);
  if (out == nullptr) return MHD_NO;
  for (const auto& [name, value] : response.headers)
    MHD_add_response_header(out, name.c_str(), value.c_str());
  const MHD_Result queued = MHD_queue_response(call.connection, static_cast<unsigned>(response.status), out);
  MHD_destroy_response(out);
  return queued;
}

/// Does what takes long, one after the other, on a thread of its own. The connections sleep meanwhile.
class LongWork {
 public:
  using Task = std::function<Response(const Request&)>;

  explicit LongWork(Task task) : task_(std::move(task)), thread_([this] { run(); }) {}
  ~LongWork() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    ready_.notify_one();
    thread_.join();
  }

  /// Puts the connection to sleep and the call in the queue.
  void add(Call& call) {
    MHD_suspend_connection(call.connection);
    {
      const std::lock_guard lock(mutex_);
      calls_.push_back(&call);
    }
    ready_.notify_one();
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
      call->response =
          stopping ? error_answer(*call->target, {ErrorCode::interrupted, "the server is stopping", {}})
                   : work_on(call->request);
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
      : rules_{options.port, options.token}, stores_(options.store), weights_(weights_path(), options.jobs) {}
  ~State() {
    // All connections that sleep are woken, which MHD_stop_daemon needs.
    adding_.reset();
    drawing_.reset();
    writing_.reset();
    if (daemon_ != nullptr) MHD_stop_daemon(daemon_);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  Result<void> start(const ServeOptions& options) {
    Address address{};
    if (!read_address(options.address, options.port, address))
      return fail(ErrorCode::serve_address, fmt::format("{} is no numeric address", options.address));
    if (auto store = stores_.take(); !store) return tl::unexpected(store.error());
    adding_.emplace([this](const Request& request) {
      return with_store(request.target,
                        [&](Store& store) { return answer_adding(store, weights_, request); });
    });
    drawing_.emplace([this](const Request& request) { return answer_from_store(request); });
    writing_.emplace([this](const Request& request) { return answer_from_store(request); });
    const unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                           (address.any.sa_family == AF_INET6 ? MHD_USE_IPv6 : 0);
    daemon_ = MHD_start_daemon(flags, options.port, nullptr, nullptr, &State::on_request, this,  //
                               MHD_OPTION_SOCK_ADDR, &address.any,                               //
                               MHD_OPTION_THREAD_POOL_SIZE,
                               std::max(2U, std::min(4U, std::thread::hardware_concurrency())),
                               MHD_OPTION_CONNECTION_LIMIT, connection_limit(),           //
                               MHD_OPTION_CONNECTION_TIMEOUT, kIdleSeconds,               //
                               MHD_OPTION_CONNECTION_MEMORY_LIMIT, kHeadBytes,            //
                               MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024U,                     //
                               MHD_OPTION_STRICT_FOR_CLIENT, 1,                           //
                               MHD_OPTION_URI_LOG_CALLBACK, &State::on_first_line, this,  //
                               MHD_OPTION_NOTIFY_COMPLETED, &State::on_completed, this, MHD_OPTION_END);
    if (daemon_ == nullptr)
      return fail(ErrorCode::serve_address,
                  fmt::format("cannot serve at {} port {}", options.address, options.port));
    rules_.port = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT)->port;
    return {};
  }

  std::uint16_t port() const { return rules_.port; }

 private:
  /// As many as there are file descriptors for, less those of stores and of programs that readers run.
  static unsigned connection_limit() {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    return static_cast<unsigned>(std::clamp<rlim_t>(files.rlim_cur, 128, 8192 + 64) - 64);
  }

  static void* on_first_line(void*, const char* target, MHD_Connection*) { return new Call(target); }

  static void on_completed(void* cls, MHD_Connection*, void** call, MHD_RequestTerminationCode) {
    const std::unique_ptr<Call> owned(static_cast<Call*>(*call));
    if (owned) static_cast<State*>(cls)->bytes_at_once_ -= owned->reserved;
    *call = nullptr;
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
        return call.response ? send(call) : MHD_YES;
      }
      if (*size > 0) {
        state.take_body(call, {data, *size});
        *size = 0;
        return MHD_YES;
      }
      if (!call.response && call.work != Work::quick) {
        state.worker_of(call.work)->add(call);
        return MHD_YES;
      }
      if (!call.response) call.response = state.answer_from_store(call.request);
    } catch (const std::exception& bug) {
      call.response = problem({ErrorCode::internal_bug, bug.what(), {}});
    }
    return send(call);
  }

  /// Reads the head of a request; where it is refused, or known already, the answer is there.
  void begin(Call& call, const char* method) {
    call.wants_gzip = takes_gzip(header(call.connection, "Accept-Encoding"));
    const Caller caller = caller_of(call.connection, method, call.target);
    static const Target nowhere;
    const Target& target = call.target ? *call.target : nowhere;
    const auto refuse = [&](const Error& error) { call.response = error_answer(target, error); };
    if (const auto in = let_in(rules_, caller); !in) return refuse(in.error());
    if (!call.target) return refuse({ErrorCode::http_request, "this is no address", {}});
    const auto work = work_of(caller.method, target);
    if (!work) return refuse(work.error());
    if (!rules_.token.empty() && !caller.query_token.empty() && caller.method == "GET") {
      call.response = with_cookie(target);
      return;
    }
    call.work = *work;
    call.request.method = method;
    call.request.target = target;
    call.request.if_match = header(call.connection, "If-Match");
    call.request.if_none_match = header(call.connection, "If-None-Match");
    call.request.cookie = caller.cookie;
    call.request.content_type = header(call.connection, "Content-Type");
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
    if (call.request.body.size() + bytes.size() > most_bytes(call)) {
      call.response = error_answer(*call.target, too_large(call));
    } else if ((bytes_at_once_ += bytes.size()) > kMostBytesAtOnce) {
      bytes_at_once_ -= bytes.size();
      call.response =
          error_answer(*call.target, {ErrorCode::http_busy, "too much is being sent at once", {}});
    } else {
      call.reserved += bytes.size();
      call.request.body += bytes;
      return;
    }
    call.request.body = {};
  }

  std::optional<LongWork>& worker_of(Work work) {
    return work == Work::adds ? adding_ : work == Work::writes ? writing_ : drawing_;
  }

  Response with_store(const Target& target, const std::function<Response(Store&)>& use) {
    const auto store = stores_.take();
    return store ? use(**store) : error_answer(target, store.error());
  }
  Response answer_from_store(const Request& request) {
    return with_store(request.target, [&](Store& store) { return answer(store, request); });
  }

  GateRules rules_;
  StorePool stores_;
  ModelSource weights_;
  std::optional<LongWork> adding_, drawing_, writing_;
  std::atomic<std::size_t> bytes_at_once_{0};
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

bool is_loopback(const std::string& address) {
  Address parsed{};
  if (!read_address(address, 0, parsed)) return false;
  if (parsed.any.sa_family == AF_INET6)
    return std::memcmp(&parsed.v6.sin6_addr, &in6addr_loopback, sizeof in6addr_loopback) == 0;
  return (ntohl(parsed.v4.sin_addr.s_addr) >> 24) == 127;
}

}  // namespace quoth
