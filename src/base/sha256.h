// SHA-256 of a text, as `sha256sum` gives it: to name a text for others who may have it. Keys of stored things are
// base/hash.h's.
#pragma once

#include <string>
#include <string_view>

namespace attache {

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace attache
