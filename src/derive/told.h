// What a claim tells of a force at a place: the first step from claims to presence. A claim about forces plays one part per
// place that it names; parts are then sorted into sites (presence.cc).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "derive/place.h"
#include "facts/presence.h"
#include "facts/stored_claim.h"

namespace attache {

enum class Tells : std::uint8_t {
  kNothing,
  kStay,         ///< they are there; or it is denied that they left or are to leave
  kPresupposes,  ///< somebody wants, fears or offers that they leave: so they are there
  kArrived,      ///< they came, were sent, took over
  kComing,       ///< their coming is agreed or planned
  kMayCome,      ///< their coming is possible, asked for, offered, threatened
  kNotCome,      ///< it is denied that they came or are to come
  kToLeave,      ///< their leaving is agreed, planned, or asked for by the host by a day that is told
  kLeft,         ///< they left or have begun to
  kNotThere,     ///< it is denied that they are there
  kEntitled      ///< they have leave to be there
};

struct Told {
  const StoredClaim* claim = nullptr;
  PlaceView place;
  ForceKind kind = ForceKind::kNone;
  Tells what = Tells::kNothing;
  Day published{};
  bool begins = false;  ///< of a leaving: only its beginning is told ("have begun to leave", "the first soldiers left")
  bool part = false;    ///< of a leaving: only some of them ("part of the vehicles", 145 where 1,000 are told of)
  bool last = false;    ///< of a leaving: the last of them

  [[nodiscard]] const Claim& c() const { return claim->claim; }
};

/// What the claims tell of the owner's forces, with place. Claims without a publication date tell nothing, nor do
/// claims without a place, save denials: these are about the place of what they deny. In the
/// order of report: published, article, place in the text, key.
[[nodiscard]] std::vector<Told> told_of(std::span<const StoredClaim* const> claims, const std::string& owner);

/// The last day by which the forces are to be gone: the end of the time told, or its start where it is open ("from 1 August").
/// The day of a beginning or of a part is none.
[[nodiscard]] std::optional<Day> due_day(const Told& told);
/// First day of the stay, as told; nothing where the text does not tell, or its time is that of a leaving.
[[nodiscard]] std::optional<Day> start_day(const Told& told);

}  // namespace attache
