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
  std::string token;  ///< that every request must bring. Requires: given, where the address is no loopback's
  unsigned jobs = 1;  ///< cores that reading what is added may use
};

/// Pages and API over HTTP/1.1. A few threads wait for events and answer; what takes seconds is done on a thread of its own,
/// one after the other. Connections that say nothing for kIdleSeconds are closed.
class Server {
 public:
  /// Serves until it is destroyed. Errors: serve.address, store.*.
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

inline constexpr unsigned kIdleSeconds = 20;

/// Whether a numeric address is this machine's own alone.
bool is_loopback(const std::string& address);

}  // namespace quoth
