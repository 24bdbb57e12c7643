// A claim and an article made by hand for the app's tests: no model, no knowledge.
#pragma once

#include <string>

#include "base/utf8.h"
#include "facts/claim.h"

namespace attache {

/// The code points of the first place where `words` stand in the article's text.
inline CodePointSpan where(const Article& article, std::string_view words) {
  const auto at = static_cast<std::uint32_t>(article.text.find(words));
  return CodePointIndex(article.text).span(article.text, {at, at + static_cast<std::uint32_t>(words.size())});
}

inline Article made_article() {
  Article article;
  article.text = "Côte d’Ivoire said on Monday it had asked France to withdraw 300 troops from Port-Bouët.";
  article.paragraphs = {{{0, static_cast<std::uint32_t>(article.text.size())}, PartKind::kBody}};
  article.outlet = "Harbour Wire";
  article.key = key_of(article);
  return article;
}

inline Claim made_claim(const Article& article) {
  Claim claim;
  claim.span = where(article, "withdraw 300 troops from Port-Bouët");
  claim.text = "withdraw 300 troops from Port-Bouët";
  claim.event = EventType::kRetreat;
  claim.mode = "RETREAT-withdraw";
  claim.posture = Posture::kWithdraw;
  claim.actor = {{"France", "FRA", "GOV"}};
  claim.force = Force{"FRA", ForceKind::kMilitary, Count{300, 300}, ""};
  claim.place = {{"Port-Bouët", "CIV", 5.25, -3.93, "geo:port-bouet", {"CIV"}, false}};
  claim.status = Status::kRequested;
  claim.basis = Basis{BasisKind::kRequest, "CIV"};
  claim.attribution = {{"Côte d’Ivoire", "CIV GOV", "said", {}}, {"Harbour Wire", "MED", "", {}}};
  claim.frame = "withdraw.own";
  claim.evidence = {{Slot::kPredicate, where(article, "withdraw")},
                    {Slot::kForce, where(article, "300 troops")},
                    {Slot::kCount, where(article, "300")},
                    {Slot::kPlace, where(article, "Port-Bouët")},
                    {Slot::kSource, where(article, "Côte d’Ivoire")}};
  return claim;
}

}  // namespace attache
