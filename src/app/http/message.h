// A request and a reply as plain values: what app/http works on before and after the library that speaks HTTP, so that answers
// and guards are tested without a socket.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace attache::http {

struct Request {
  std::string method;
  std::string path;                           ///< decoded
  std::map<std::string, std::string> params;  ///< of the query, decoded; the first of a name counts
  std::string body;
};

struct Reply {
  int status = 200;
  std::string type;
  std::string body;
  std::string etag;      ///< with its quotation marks; empty for what is not to be kept
  bool gzipped = false;  ///< the body is
};

/// The one shape that all errors have: {"error": {"status", "what", "where", "mend"}}.
[[nodiscard]] Reply error_reply(int status, std::string_view what, std::string_view where = {}, std::string_view mend = {});
/// An error of ours: 400 for what the caller gave, 404 where it says that there is none such, 503 for the machine, 500 else.
[[nodiscard]] Reply error_reply(const Error& error);

/// Compressed so that every browser can read it. The empty string where that fails.
[[nodiscard]] std::string gzip(std::string_view bytes);
/// What gzip() made, as it was; for the few who do not take it compressed.
[[nodiscard]] std::string gunzip(std::string_view bytes);

}  // namespace attache::http
