// Telling how a text was coded; see explain.h.
#include "coding/explain.h"

#include <algorithm>

#include <fmt/format.h>

namespace attache {
namespace {

std::string_view role_name(const Argument& a) {
  switch (a.role) {
    case Role::kSubject:
      return "subj";
    case Role::kObject:
      return "obj";
    case Role::kIndirect:
      return "iobj";
    case Role::kClause:
      return "comp";
    case Role::kAdjunct:
      return "adjunct";
    case Role::kPossessor:
      return "possessor";
    case Role::kOf:
      return "of";
    case Role::kModifier:
      return "modifier";
    case Role::kAdverb:
      return "adv";
    case Role::kOblique:
      return a.marker;
  }
  return {};
}

std::string_view kind_name(PredicateKind kind) {
  switch (kind) {
    case PredicateKind::kVerb:
      return "verb";
    case PredicateKind::kNominal:
      return "noun";
    case PredicateKind::kAdjective:
      return "adjective";
    case PredicateKind::kCopula:
      return "copula";
  }
  return {};
}

std::string stands_for(const Scene& scene, TokenId head) {
  const TokenId core = scene.core(head);
  std::string out;
  const auto add = [&](std::string text) { out += (out.empty() ? "" : "; ") + std::move(text); };
  if (const auto* force = scene.force(core)) {
    add(fmt::format("force {} {}", force->force.owner.empty() ? "?" : force->force.owner, name(force->force.kind)));
  }
  if (const auto* actor = scene.actor(core)) add(fmt::format("actor {}", actor->party.code.empty() ? "?" : actor->party.code));
  if (const auto* place = scene.place(core)) add(fmt::format("place {}", place->place.name));
  if (const auto* time = scene.time(core)) add(fmt::format("time {}", scene.document.words(time->tokens)));
  return out.empty() ? out : " (" + out + ")";
}

}  // namespace

std::string explain(const Scene& scene, const std::vector<std::optional<FrameMatch>>& matches,
                    const std::vector<Presentation>& presentations) {
  std::vector<std::size_t> order(scene.predicates.all.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return scene.predicates.all[a].head < scene.predicates.all[b].head; });
  std::string out;
  for (const std::size_t i : order) {
    const Predicate& p = scene.predicates.all[i];
    const Presentation& shown = presentations[i];
    out +=
        fmt::format("{}  {} \"{}\"{}{}", scene.document.form(p.head), kind_name(p.kind), p.lemma, p.passive ? ", passive" : "",
                    p.marker.empty() ? std::string() : fmt::format(", under \"{}\"", p.marker));
    if (p.host) out += fmt::format(", carried by \"{}\"", scene.predicates[p.host].lemma);
    if (matches[i])
      out += fmt::format(", {}{}{}", name(shown.status), shown.negated ? ", negated" : "", shown.told ? "" : ", not told");
    out += '\n';
    for (const Argument& a : p.arguments) {
      out += fmt::format(
          "    {:<10} {}{}{}{}\n", role_name(a), scene.document.form(a.head), stands_for(scene, a.head),
          (a.role == Role::kClause || a.role == Role::kAdjunct) && !a.marker.empty() ? fmt::format(" [{}]", a.marker) : "",
          a.inherited ? " <" : "");
    }
    const FrameId chosen = matches[i] ? matches[i]->frame : FrameId{};
    for (const FrameId id : scene.frames.of(p.kind, p.lemma)) {
      if (id == chosen) {
        out += fmt::format("    + {}\n", scene.frames[id].id);
        break;
      }
      const Need* unmet = first_unmet(scene, p, scene.frames[id]);
      out += fmt::format("    - {}: {}\n", scene.frames[id].id,
                         unmet == nullptr ? "met, but only of the other voice" : "lacks " + unmet->text);
    }
  }
  return out;
}

}  // namespace attache
