// Content hashes by libsodium's BLAKE2b; see hash.h.
#include "base/hash.h"

#include <sodium/crypto_generichash.h>

namespace attache {

struct Hasher::State {
  crypto_generichash_state blake;
};

Hasher::Hasher() : state_(std::make_unique<State>()) {
  crypto_generichash_init(&state_->blake, nullptr, 0, sizeof(Hash128::bytes));
}
Hasher::~Hasher() = default;

Hasher& Hasher::add(std::string_view field) {
  // The length goes first and in a fixed byte order: the same key on every machine.
  std::array<std::uint8_t, 8> length{};
  std::uint64_t left = field.size();
  for (auto& byte : length) {
    byte = static_cast<std::uint8_t>(left & 0xFFU);
    left >>= 8U;
  }
  crypto_generichash_update(&state_->blake, length.data(), length.size());
  crypto_generichash_update(&state_->blake, reinterpret_cast<const unsigned char*>(field.data()), field.size());
  return *this;
}

Hasher& Hasher::add(std::int64_t number) { return add(std::to_string(number)); }

Hash128 Hasher::finish() {
  Hash128 out;
  crypto_generichash_final(&state_->blake, out.bytes.data(), out.bytes.size());
  return out;
}

std::string Hash128::hex() const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
  }
  return out;
}

bool Hash128::parse(std::string_view hex, Hash128& out) {
  if (hex.size() != out.bytes.size() * 2) return false;
  const auto value = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
  };
  for (std::size_t i = 0; i < out.bytes.size(); ++i) {
    const int high = value(hex[2 * i]);
    const int low = value(hex[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    out.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

}  // namespace attache
