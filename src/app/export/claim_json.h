// Claims as JSON: the one writer of the codebook's shape (docs/CODEBOOK.md), field by field in its order. What is unknown is
// null, a list with nothing in it is []. After the codebook's fields stand those that say why: key, part, frame,
// confidence, evidence. Only src/app knows JSON.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "facts/claim.h"
#include "facts/stored_claim.h"

namespace attache {

/// Keeps the order in which fields are set.
using Json = nlohmann::ordered_json;

[[nodiscard]] Json to_json(const Party& party);
[[nodiscard]] Json to_json(const Force& force);
[[nodiscard]] Json to_json(const Place& place);
[[nodiscard]] Json to_json(const Basis& basis);
[[nodiscard]] Json to_json(const Link& link);
/// An exact number, [low, high] with null for an open side, or null where there is none.
[[nodiscard]] Json to_json(const std::optional<Count>& count);
[[nodiscard]] Json to_json(const Claim& claim);
/// A claim from the ledger: the claim, then its article, outlet, and the reported and recorded clocks. `regards` is a key here.
[[nodiscard]] Json to_json(const StoredClaim& stored);
[[nodiscard]] Json to_json(const Remark& remark);
/// An article just read: whose it is, its claims, what was remarked; its text where spans are to be shown in it.
[[nodiscard]] Json to_json(const CodedArticle& coded, bool with_text);

template <class T>
[[nodiscard]] Json to_json(const std::vector<T>& list) {
  Json out = Json::array();
  for (const T& each : list) out.push_back(to_json(each));
  return out;
}

/// null for the empty string, and for nothing.
[[nodiscard]] Json or_null(std::string_view text);
template <class T>
[[nodiscard]] Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}
/// One line; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string one_line(const Json& json);

}  // namespace attache
