// Names to codes by way of the knowledge; see names.h.
#include "app/question/names.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "app/pipeline/pipeline.h"
#include "app/terminal/suggest.h"
#include "derive/text.h"

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

// "the Kremlin" -> "Kremlin".
std::string without_article(const std::string& written) {
  for (const std::string_view article : {"the ", "The "}) {
    if (written.starts_with(article)) return written.substr(article.size());
  }
  return written;
}

// What the name can stand for, in the first spelling that is known.
std::span<const Sense> senses_of(const Knowledge& knowledge, const std::string& written) {
  const std::string bare = without_article(written);
  for (const std::string& surface : {written, bare, capitalised(bare), upper(bare)}) {
    if (const auto senses = knowledge.senses(surface); !senses.empty()) return senses;
  }
  return {};
}

bool bears_code(const ActorRecord& actor) { return !actor.code.empty() && actor.kind != ActorKind::kPerson; }

// The code that a name stands for: a state first, then any other actor, then the country of a place; empty for none.
std::string code_of(const Knowledge& knowledge, const std::string& written) {
  if (const auto actor = knowledge.find_actor(upper(written)); actor && bears_code(*actor)) return std::string(actor->code);
  std::string other;
  for (const Sense& sense : senses_of(knowledge, written)) {
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

std::string singular(const std::string& word) {
  if (word.ends_with("ies")) return word.substr(0, word.size() - 3) + "y";
  if (word.ends_with("men")) return word.substr(0, word.size() - 3) + "man";
  return word.ends_with("s") ? word.substr(0, word.size() - 1) : word;
}

// Words that phrases for a state's forces are made of: "army", "border", "guard". A militia is nobody's but its own.
std::set<std::string> force_words(const Knowledge& knowledge) {
  std::set<std::string> out;
  for (const Stanza& stanza : knowledge.stanzas("forces")) {
    if (stanza.get("Kind").empty() || stanza.get("Kind") == name(ForceKind::kMilitia)) continue;
    for (const std::string& phrase : stanza.list("Word")) {
      for (const std::string& word : folded_words(phrase)) out.insert(word);
    }
  }
  return out;
}

// The code of whose forces a phrase names: "French army", "Russia's border guards"; empty for none.
std::string code_of_forces(const Knowledge& knowledge, const std::string& written) {
  const std::set<std::string> known = force_words(knowledge);
  for (auto space = written.rfind(' '); space != std::string::npos && space > 0; space = written.rfind(' ', space - 1)) {
    const std::vector<std::string> rest = folded_words(written.substr(space));
    const bool force = !rest.empty() && std::all_of(rest.begin(), rest.end(), [&](const std::string& word) {
      return known.contains(word) || known.contains(singular(word));
    });
    if (!force) return {};
    std::string owner = written.substr(0, space);
    for (const std::string_view genitive : {"'s", "’s", "'", "’"}) {
      if (owner.ends_with(genitive)) owner.resize(owner.size() - genitive.size());
    }
    if (std::string code = code_of(knowledge, owner); !code.empty()) return code;
  }
  return {};
}

// Names of all that bear codes, states first: of the equally near, the first is suggested.
std::vector<std::string> names_with_codes(const Knowledge& knowledge) {
  std::vector<std::string> names, others;
  for (std::size_t i = 0; i < knowledge.actor_count(); ++i) {
    const ActorRecord actor = knowledge.actor(static_cast<RecordIndex>(i));
    if (!bears_code(actor)) continue;
    const bool state = actor.kind == ActorKind::kState;
    for (const std::string_view each : actor.names) (state ? names : others).emplace_back(each);
    if (state) others.emplace_back(actor.code);
  }
  names.insert(names.end(), others.begin(), others.end());
  return names;
}

tl::unexpected<Error> unknown(const std::string& what, const std::string& written, const std::vector<std::string>& known) {
  const auto meant = nearest(written, known);
  return failure(
      Fault::kIncorrect, what, "'" + written + "'",
      meant ? "did you mean '" + *meant + "'?" : "give a code, such as RUS or NATO, or add the name with --knowledge");
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
  const auto known = knowledge();
  if (!known) return tl::unexpected<Error>(known.error());
  if (std::string code = code_of(**known, written); !code.empty()) return code;
  if (std::string code = code_of_forces(**known, written); !code.empty()) return code;
  return unknown("nobody of that name is known", written, names_with_codes(**known));
}

Result<Where> Names::where(const std::string& written) {
  const auto opened = knowledge();
  if (!opened) return tl::unexpected<Error>(opened.error());
  const Knowledge& known = **opened;
  if (const auto actor = known.find_actor(upper(written)); actor && actor->kind == ActorKind::kState)
    return Where{std::string(actor->code), {}, {}};
  for (const Sense& sense : senses_of(known, written)) {
    if (sense.what == Sense::What::kActor && sense.form != Sense::Form::kMetonym && sense.form != Sense::Form::kCapital) {
      const ActorRecord actor = known.actor(sense.record);
      if (actor.kind == ActorKind::kState) return Where{std::string(actor.code), {}, {}};
    } else if (sense.what == Sense::What::kPlace) {
      const PlaceRecord place = known.place(sense.record);
      if (place.kind == PlaceKind::kCountry) return Where{std::string(place.country), {}, {}};
      return Where{{}, without_article(written), place.key()};
    }
  }
  std::vector<std::string> names = names_with_codes(known);
  for (std::size_t i = 0; i < known.place_count(); ++i) names.emplace_back(known.place(static_cast<RecordIndex>(i)).name);
  return unknown("no state or place of that name is known", written, names);
}

Result<std::vector<std::string>> Names::outlet(const std::string& written) {
  const auto opened = knowledge();
  if (!opened) return tl::unexpected<Error>(opened.error());
  std::vector<std::string> names{written};
  for (const Sense& sense : senses_of(**opened, written)) {
    if (sense.what != Sense::What::kOutlet) continue;
    for (const std::string_view each : (*opened)->outlet(sense.record).names) names.emplace_back(each);
  }
  return names;
}

std::string Names::name_of(const std::string& code) {
  const auto known = knowledge();
  if (!known) return code;
  const auto actor = (*known)->find_actor(code);
  return actor && !actor->name.empty() ? std::string(actor->name) : code;
}

}  // namespace attache
