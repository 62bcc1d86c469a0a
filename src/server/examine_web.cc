#include "server/examine_web.h"

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "engine/find_program.h"
#include "page/assets.h"
#include "server/compress.h"
#include "server/server.h"

namespace quoth {
namespace {

constexpr std::size_t kMostScriptBytes = 60'000;  // compressed

Finding examine_asset(const Asset& asset) {
  Finding finding{std::string(asset.name), "not built in", true, "build quoth again, with esbuild installed"};
  if (asset.bytes.empty()) return finding;
  const std::size_t packed = gzip(asset.bytes).size();
  finding = {finding.what, fmt::format("{} bytes, {} compressed", asset.bytes.size(), packed)};
  if (&asset == &script_asset() && packed > kMostScriptBytes) {
    finding.wrong = true;
    finding.hint = fmt::format("a page may have {} bytes of script, compressed", kMostScriptBytes);
  }
  return finding;
}

/// Listens at a port of this machine's own address, for a moment. `port` 0: any that is free.
Finding examine_port(std::string what, std::uint16_t port, std::string hint) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  const bool works = listener >= 0 &&
                     ::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                     ::listen(listener, 1) == 0;
  const int reason = errno;
  if (listener >= 0) ::close(listener);
  if (works) return {std::move(what), "127.0.0.1 can be listened at"};
  return {std::move(what), std::strerror(reason), true, std::move(hint)};
}

Finding examine_program(const std::string& name, const std::string& hint) {
  const std::string path = find_program(name);
  if (path.empty()) return {name, "not found", true, hint};
  return {name, path};
}

}  // namespace

std::vector<Finding> examine_web() {
  std::vector<Finding> findings;
  for (const Asset* asset : {&style_asset(), &script_asset(), &icon_asset(), &api_asset()})
    findings.push_back(examine_asset(*asset));
  findings.push_back({"version", std::string(assets_version())});
  findings.push_back(
      examine_port("loopback", 0, "quoth serve needs a network interface of this machine's own"));
  Finding port = examine_port(fmt::format("port {}", kUsualPort), kUsualPort, "");
  if (std::exchange(port.wrong, false))
    port.hint = "is quoth serve running? another port is named with --port";
  findings.push_back(std::move(port));
  findings.push_back({"connections", fmt::format("{} at once", most_connections())});
  findings.push_back(examine_program(
      "pdftoppm", "install poppler-utils; without it no page of a PDF is shown beside its words"));
  Finding opener =
      examine_program("xdg-open", "quoth serve --open needs it; its address can be opened by hand");
  opener.wrong = false;  // servers have none
  findings.push_back(std::move(opener));
  return findings;
}

}  // namespace quoth
