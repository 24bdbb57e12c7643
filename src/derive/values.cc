// See values.h.
#include "derive/values.h"

#include <algorithm>
#include <limits>

namespace attache {
namespace {

std::string grouped(std::int64_t number) {
  const std::string digits = std::to_string(number);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

}  // namespace

bool compatible(const Count& a, const Count& b) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  const std::int64_t low = std::max(a.low.value_or(0), b.low.value_or(0));
  const std::int64_t high = std::min(a.high.value_or(kMost), b.high.value_or(kMost));
  return low <= high || (low - high) * 20 <= low;
}

std::optional<Count> count_of(const Claim& claim) { return claim.force ? claim.force->count : std::nullopt; }

std::string shown(const Count& count) {
  if (count.low && count.high) {
    if (*count.low == *count.high) return grouped(*count.low);
    return *count.low == 0 ? "up to " + grouped(*count.high) : grouped(*count.low) + " to " + grouped(*count.high);
  }
  if (count.high) return "up to " + grouped(*count.high);
  return count.low ? grouped(*count.low) + " or more" : std::string{};
}

bool is_one_day(const HappenedTime& time) {
  return time.earliest_start && time.latest_end && *time.earliest_start == *time.latest_end;
}

bool is_deadline(const HappenedTime& time) { return !time.earliest_start && time.latest_end; }

int days_apart(const HappenedTime& a, const HappenedTime& b) {
  if (a.may_overlap(b)) return 0;
  const bool a_first = a.latest_end && b.earliest_start && *a.latest_end < *b.earliest_start;
  const auto gap = a_first ? *b.earliest_start - *a.latest_end : *a.earliest_start - *b.latest_end;
  return static_cast<int>(gap.count());
}

std::string start_edtf(const HappenedTime& time) {
  const std::string start = time.edtf.substr(0, time.edtf.find('/'));
  return start == ".." ? std::string{} : start;
}

std::string end_edtf(const HappenedTime& time) {
  const auto slash = time.edtf.find('/');
  const std::string end = slash == std::string::npos ? time.edtf : time.edtf.substr(slash + 1);
  return end == ".." ? std::string{} : end;
}

std::string shown(const Party& party) { return party.name.empty() ? party.code : party.name; }

std::string shown(const Basis& basis) { return std::string(name(basis.kind)) + (basis.by.empty() ? "" : " of " + basis.by); }

}  // namespace attache
