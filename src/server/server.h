#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

namespace quoth {

struct ServeOptions {
  std::string store;                  ///< path; empty: the default one. It is made where it is not there
  std::string address = "127.0.0.1";  ///< numeric, IPv4 or IPv6
  std::uint16_t port = 0;             ///< 0: any that is free
  std::string token;  ///< that every request must bring; needed where the address is no loopback's
  unsigned jobs = 1;  ///< cores that reading what is added may use
};

/// Pages and API over HTTP/1.1. A few threads wait for events and answer; what takes seconds is done on a thread of its own,
/// one after the other. Connections that say nothing for kIdleSeconds are closed.
class Server {
 public:
  /// Serves until it is destroyed. Errors: serve.address, http.token (an address that others reach, and none), store.*.
  static Result<std::unique_ptr<Server>> start(const ServeOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;

 private:
  class State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

inline constexpr std::uint16_t kUsualPort = 7878;
inline constexpr unsigned kIdleSeconds = 20;

/// How many connections are open at most: as many as there may be file descriptors for, less those of stores and of programs
/// that readers run. More wait, until one of these is closed.
unsigned most_connections();

/// Whether a numeric address is this machine's own alone.
bool is_loopback(const std::string& address);

}  // namespace quoth
