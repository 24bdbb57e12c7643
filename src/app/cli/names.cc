// Names to codes by way of the knowledge; see names.h.
#include "app/cli/names.h"

#include <algorithm>
#include <cctype>

#include "app/pipeline/pipeline.h"
#include "app/terminal/suggest.h"

namespace attache {
namespace {

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

// "south korea" -> "South Korea": surface forms are matched as written, and people do not always write capitals.
std::string capitalised(std::string text) {
  bool first = true;
  for (char& c : text) {
    if (first) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    first = c == ' ' || c == '-';
  }
  return text;
}

bool bears_code(const ActorRecord& actor) {
  return !actor.code.empty() && actor.kind != ActorKind::kPerson;
}

// The code that a surface form stands for: a state first, then any other actor, then the country of a place.
std::string code_of(const Knowledge& knowledge, const std::string& surface) {
  std::string other;
  for (const Sense& sense : knowledge.senses(surface)) {
    if (sense.what == Sense::What::kActor) {
      const ActorRecord actor = knowledge.actor(sense.record);
      if (actor.kind == ActorKind::kState) return std::string(actor.code);
      if (other.empty() && bears_code(actor)) other = actor.code;
    } else if (sense.what == Sense::What::kPlace && other.empty()) {
      const PlaceRecord place = knowledge.place(sense.record);
      if (place.kind == PlaceKind::kCountry) other = place.country;
    }
  }
  return other;
}

}  // namespace

Result<const Knowledge*> Names::knowledge() {
  if (!knowledge_) {
    auto opened = open_knowledge(files_);
    if (!opened) return tl::unexpected<Error>(opened.error());
    knowledge_ = std::move(*opened);
  }
  return &*knowledge_;
}

Result<std::string> Names::code(const std::string& written) {
  if (written.empty()) return written;
  const auto known = knowledge();
  if (!known) return tl::unexpected<Error>(known.error());
  const Knowledge& all = **known;
  if (const auto actor = all.find_actor(upper(written)); actor && bears_code(*actor)) return std::string(actor->code);
  for (const std::string& surface : {written, capitalised(written), upper(written)}) {
    if (std::string code = code_of(all, surface); !code.empty()) return code;
  }
  std::vector<std::string> names, others;
  for (std::size_t i = 0; i < all.actor_count(); ++i) {
    const ActorRecord actor = all.actor(static_cast<RecordIndex>(i));
    if (!bears_code(actor)) continue;
    const bool state = actor.kind == ActorKind::kState;
    for (const std::string_view each : actor.names) (state ? names : others).emplace_back(each);
    if (state) others.emplace_back(actor.code);
  }
  names.insert(names.end(), others.begin(), others.end());  // of the equally near, the first is suggested: a state by its name
  const auto meant = nearest(written, names);
  return failure(Fault::kIncorrect, "nobody of that name is known", "'" + written + "'",
                 meant ? "did you mean '" + *meant + "'?" : "give a code, such as RUS or NATO, or add the name with --knowledge");
}

Result<std::string> Names::code_or_place(const std::string& written) {
  auto resolved = code(written);
  if (resolved || resolved.error().fault != Fault::kIncorrect) return resolved;
  for (const std::string& surface : {written, capitalised(written)}) {
    for (const Sense& sense : knowledge_->senses(surface)) {
      if (sense.what == Sense::What::kPlace) return surface;
    }
  }
  return resolved;
}

std::string Names::name_of(const std::string& code) {
  const auto known = knowledge();
  if (!known) return code;
  const auto actor = (*known)->find_actor(code);
  return actor && !actor->name.empty() ? std::string(actor->name) : code;
}

}  // namespace attache
