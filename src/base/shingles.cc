// See shingles.h.
#include "base/shingles.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <limits>

namespace attache {
namespace {

constexpr std::size_t kWords = 5;  // of a shingle

// The finaliser of MurmurHash3: every bit of the input moves every bit of the outcome.
std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 33U;
  x *= 0xFF51AFD7ED558CCDULL;
  x ^= x >> 33U;
  x *= 0xC4CEB9FE1A85EC53ULL;
  return x ^ (x >> 33U);
}

bool in_word(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

}  // namespace

std::vector<std::uint64_t> shingles_of(std::string_view text) {
  std::vector<std::uint64_t> out;
  std::deque<std::uint64_t> last;
  std::uint64_t word = 0;
  const auto end_word = [&] {
    if (word == 0) return;
    last.push_back(mixed(word));
    word = 0;
    if (last.size() > kWords) last.pop_front();
    if (last.size() < kWords) return;
    std::uint64_t shingle = 0;
    for (const std::uint64_t each : last) shingle = mixed(shingle * 31 + each);
    out.push_back(shingle);
  };
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (!in_word(byte)) {
      end_word();
      continue;
    }
    const auto lower = byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte + 32) : byte;
    word = word * 257 + lower + 1;
  }
  end_word();
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Bands bands_of(const std::vector<std::uint64_t>& shingles) {
  constexpr std::size_t kRows = 3;
  Bands out{};
  for (std::size_t band = 0; band < out.size(); ++band) {
    std::uint64_t all = band;
    for (std::size_t row = 0; row < kRows; ++row) {
      const std::uint64_t order = mixed(band * kRows + row + 1);
      std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
      for (const std::uint64_t shingle : shingles) least = std::min(least, mixed(shingle ^ order));
      all = mixed(all * 31 + least);
    }
    out[band] = static_cast<std::int64_t>(all);
  }
  return out;
}

double likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<std::uint64_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(std::min(a.size(), b.size()));
}

}  // namespace attache
