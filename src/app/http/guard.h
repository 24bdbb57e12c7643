// Who may ask: checks of a request's headers, made before anything is looked up. docs/security.md says against what.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/http/message.h"

namespace attache::http {

/// The headers that the checks look at; empty where the request has none.
struct Headers {
  std::string host, origin, site, mode, content_type;
  std::size_t hosts = 0;  ///< how many Host headers
  bool has_body = false;
};

class Guard {
 public:
  /// `names`: hosts that the server may be asked as besides those of this machine's own loopback.
  explicit Guard(std::vector<std::string> names) : names_(std::move(names)) {}
  /// The refusal, or nothing where the request may pass.
  [[nodiscard]] std::optional<Reply> refuse(const Request& request, const Headers& headers) const;
  [[nodiscard]] bool knows(std::string_view host) const;

 private:
  std::vector<std::string> names_;
};

/// The headers that every reply carries.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> safe_headers();

}  // namespace attache::http
