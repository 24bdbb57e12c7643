// Content hashes: the names of all stored things. A key is the first 128 bits of BLAKE2b over the fields that make the
// thing what it is, each preceded by its length, so that no two different lists of fields give the same bytes.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace attache {

/// 128 bits; printed as 32 lower-case hexadecimal digits.
struct Hash128 {
  std::array<std::uint8_t, 16> bytes{};

  [[nodiscard]] std::string hex() const;
  /// Reads hex(); nothing but 32 hexadecimal digits is taken.
  static bool parse(std::string_view hex, Hash128& out);
  friend auto operator<=>(const Hash128&, const Hash128&) = default;
};

/// Adds fields one after the other and gives the key.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  Hasher& add(std::string_view field);
  Hasher& add(std::int64_t number);
  [[nodiscard]] Hash128 finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attache
