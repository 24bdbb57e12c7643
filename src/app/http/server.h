// The server: requests from the HTTP library through the guard to the answers or the page's files, and back with the headers
// that every reply carries. Speaks plain HTTP on one address; TLS is left to a reverse proxy (docs/serve.md).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/pipeline/locate.h"
#include "base/result.h"

namespace attache::http {

struct ServeOptions {
  std::string ledger;
  ReadingFiles files;
  std::string address = "127.0.0.1";
  int port = 0;                         ///< 0: any that is free
  std::vector<std::string> host_names;  ///< that it may be asked as, besides those of the loopback
  /// Takes a line on each request that is refused or fails: no query, no body, no header.
  std::function<void(const std::string&)> log;
};

class Server {
 public:
  /// Opens the ledger and the port. Errors: those of the ledger; the port is taken, the address not ours.
  [[nodiscard]] static Result<std::unique_ptr<Server>> open(ServeOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] int port() const;
  /// Whether the page is inside the program, and whether copy can be tried.
  [[nodiscard]] bool has_page() const;
  [[nodiscard]] bool can_read() const;
  /// Answers until stop(), which any thread may call.
  void run();
  void stop();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace attache::http
