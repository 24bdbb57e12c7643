// The page, inside the program: the files of web/dist as they were when the program was built.
#pragma once

#include <span>
#include <string_view>

namespace attache::http {

struct Asset {
  std::string_view path;  ///< "/index.html", "/assets/index-1a2b3c.js"
  std::string_view bytes;
};
/// Only "/api/openapi.json" where the page was not built before the program.
[[nodiscard]] std::span<const Asset> assets();

}  // namespace attache::http
