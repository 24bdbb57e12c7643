// Finding forces; see forces.h. The words are those of knowledge/forces; the longest phrase that ends at a noun decides its
// kind, and a modifier before it ("peacekeeping", "border") may change it.
#include "world/forces.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

#include "base/utf8.h"

namespace attache {

std::optional<std::int64_t> number_at(const Document& document, TokenId token) {
  std::string digits;
  bool half = false;
  for (const char c : document.form(token)) {
    if (std::isdigit(static_cast<unsigned char>(c))) {
      digits += c;
    } else if (c == '.') {
      half = true;
    } else if (c != ',') {
      digits.clear();
      break;
    }
  }
  if (!digits.empty() && !half) {
    std::int64_t value = 0;
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (end.ec == std::errc()) return value;
  }
  constexpr std::array<std::pair<std::string_view, int>, 32> kWords{
      {{"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},      {"five", 5},        {"six", 6},
       {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},      {"eleven", 11},     {"twelve", 12},
       {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16},  {"seventeen", 17},  {"eighteen", 18},
       {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},    {"fifty", 50},      {"sixty", 60},
       {"seventy", 70},  {"eighty", 80},   {"ninety", 90},  {"hundred", 100}, {"thousand", 1000}, {"million", 1000000},
       {"dozen", 12},    {"score", 20}}};
  std::string word = lower(document.form(token));
  std::int64_t value = 0;
  // "twenty-four"
  for (std::size_t at = 0; at <= word.size();) {
    const std::size_t end = std::min(word.find('-', at), word.size());
    const std::string_view part = std::string_view(word).substr(at, end - at);
    const auto* found = std::find_if(kWords.begin(), kWords.end(), [&](const auto& w) { return w.first == part; });
    if (found == kWords.end()) return std::nullopt;
    value = found->second >= 100 && value > 0 ? value * found->second : value + found->second;
    at = end + 1;
  }
  return value;
}

namespace {

class ForceFinder {
 public:
  explicit ForceFinder(const WorldContext& context) : context_(context), doc_(context.document), code_points_(doc_.text()) {}

  std::vector<ForceMention> run() {
    for (std::uint32_t i = 0; i < doc_.tokens().size(); ++i) {
      const Token& token = doc_.tokens()[i];
      if (token.upos == Upos::kNoun || token.upos == Upos::kPropn ||
          (token.upos == Upos::kAdj && doc_.lemma(TokenId(i)) == "military")) {
        look_at(TokenId(i));
      }
      if (!mentions_.empty() && mentions_.back().head < TokenId(i) && is_elliptical(TokenId(i))) add_elliptical(TokenId(i));
    }
    inherit_from_conjuncts();
    inherit_from_parts();
    return std::move(mentions_);
  }

 private:
  const Lexicon& lexicon() const { return context_.lexicon; }

  void look_at(TokenId head) {
    if (const RegisteredName* name = context_.names.at(head); name != nullptr) return named(head, *name);
    const Token& token = doc_.token(head);
    const bool modifies = token.relation == Deprel::kCompound || token.relation == Deprel::kAmod ||
                          token.relation == Deprel::kNmodDesc || token.relation == Deprel::kFlat;
    Phrase phrase = phrase_at(doc_, head);
    std::vector<std::string> words = context_.words_of(phrase);
    const ForceEntry* entry = nullptr;
    std::size_t from = 0;
    for (; from < words.size() && entry == nullptr; ++from) entry = lexicon().force(lexicon().phrase(words, from));
    if (entry == nullptr) {
      entry = designated(head);
      from = words.size();
    }
    if (entry == nullptr) return;
    --from;
    if (modifies) {
      // "our military and border guards": a force beside the one that it seems to modify.
      const bool beside = head.index() + 1 < doc_.tokens().size() && doc_.tokens()[head.index() + 1].upos == Upos::kCconj;
      // "warship access" is no ship's, "U.S. forces access" is theirs
      const bool general = (entry->role == ForceRole::kEquipment || entry->weak) && token.xpos != Xpos::kNns;
      if (!token.head || general || (!beside && !stands_for_force(token.head))) return;
      borrow_modifiers(phrase);
    } else if (token.upos == Upos::kAdj) {
      return;
    }
    ForceMention mention;
    mention.head = head;
    mention.tokens = phrase.tokens;
    mention.force.kind = kind_of(*entry, words, from);
    const bool told = mention.force.kind != entry->kind || has_number(phrase);
    const auto owners =
        owners_of(phrase, mention.force.kind == ForceKind::kPeacekeepers || mention.force.kind == ForceKind::kObservers);
    const bool unnamed =
        std::any_of(words.begin(), words.end(), [&](const std::string& w) { return lexicon().is_unnamed_owner(w); });
    const bool definite = phrase.definite && !unnamed;
    const bool officers = entry->weak && entry->kind == ForceKind::kPolice;  // coreference decides whose
    if (entry->weak && !officers && entry->role == ForceRole::kPerson && !phrase.plural) return;
    if (entry->weak && !officers && owners.empty() && !told && !definite && !unnamed) return;
    if (!owners.empty()) {
      mention.force.owner = owners.front().code;
      for (std::size_t i = 1; i < owners.size(); ++i) mention.more_owners.push_back(owners[i].code);
      kind_from_owner(mention, owners.front(), *entry);
    } else if (!unnamed && (phrase.possessor || phrase.definite)) {
      mention.coreferent = true;
      mention.confidence = 0.7F;
    }
    if (entry->weak && owners.empty() && !told && !unnamed) mention.confidence = 0.3F;
    if (officers) mention.confidence = 0.3F;
    count(mention, phrase, *entry);
    mention.unnamed = unnamed && owners.empty();
    if (entry->role == ForceRole::kUnit) mention.force.unit = description(doc_, phrase.tokens);
    mention.party = {description(doc_, phrase.tokens), mention.force.owner, sector_of(mention.force.kind, owners)};
    mentions_.push_back(std::move(mention));
  }

  // "Tu-160s", "F-16": letters, a hyphen and a number are three words of the treebanks; the first that governs the others is
  // asked.
  const ForceEntry* designated(TokenId head) const {
    const auto& tokens = doc_.tokens();
    const TokenSpan sentence = doc_.sentence(doc_.token(head).sentence).tokens;
    const auto is_part = [&](std::uint32_t i) {
      const std::string_view form = doc_.form(TokenId(i));
      return form == "-" || std::isalnum(static_cast<unsigned char>(form.front())) != 0;
    };
    TokenSpan group{head.index(), head.index() + 1};
    while (group.begin > sentence.begin && !tokens[group.begin - 1].space_after && is_part(group.begin - 1)) --group.begin;
    while (group.end < sentence.end && !tokens[group.end - 1].space_after && is_part(group.end)) ++group.end;
    if (group.size() < 3 || group.size() > 5) return nullptr;
    const TokenId above = doc_.token(head).head;
    if (above && group.contains(above.index())) return nullptr;
    std::string name = lower(doc_.words(group));
    if (name.size() > 2 && name.back() == 's' && std::isdigit(static_cast<unsigned char>(name[name.size() - 2])) != 0)
      name.pop_back();
    return lexicon().force(name);
  }

  // "The remaining 250 will leave", "the rest are to stay", "the Americans are due to go": of the forces named before, where a
  // verb of moving forces has them as its subject or object.
  bool is_elliptical(TokenId head) const {
    const Token& token = doc_.token(head);
    const bool argument = token.relation == Deprel::kNsubj || token.relation == Deprel::kNsubjPass ||
                          token.relation == Deprel::kNsubjOuter || token.relation == Deprel::kObj;
    if (!argument || !token.head || !moves_forces(token.head)) return false;
    for (const TokenId child : doc_.children(head)) {
      if (doc_.token(child).relation == Deprel::kNmod && case_of(doc_, child) == "of") return false;  // "300 of them"
    }
    if (token.upos == Upos::kNum) {
      const auto value = number_at(doc_, head);
      return value && *value >= 5 && !in_name(head);
    }
    if (const RegisteredName* name = context_.names.at(head)) {
      return name->head == head && name->sense.form == Sense::Form::kDemonym && token.xpos != Xpos::kJj &&
             phrase_at(doc_, head).definite;
    }
    return lexicon().in("words for part of a force", lower_lemma(doc_, head));
  }

  bool moves_forces(TokenId verb) const {
    for (TokenId at = verb; at; at = doc_.token(at).head) {
      if (lexicon().in("force verbs", lower_lemma(doc_, at))) return true;
      const Deprel r = doc_.token(at).relation;
      if (r != Deprel::kXcomp && r != Deprel::kCcomp) break;  // "began to *leave*", read from below
    }
    const auto children = doc_.children(verb);
    return std::any_of(children.begin(), children.end(), [&](TokenId child) {
      return doc_.token(child).relation == Deprel::kXcomp && lexicon().in("force verbs", lower_lemma(doc_, child));
    });
  }

  void add_elliptical(TokenId head) {
    ForceMention mention;
    mention.head = head;
    const Phrase phrase = phrase_at(doc_, head);
    mention.tokens = phrase.tokens;
    mention.force.kind = mentions_.back().force.kind;
    mention.coreferent = true;
    mention.confidence = 0.5F;
    if (const RegisteredName* name = context_.names.at(head)) {
      const ActorRecord actor = context_.knowledge.actor(name->sense.record);
      mention.force.owner = std::string(actor.code);
      const auto of_owner = [&](const std::string& owner) {
        return std::find_if(mentions_.rbegin(), mentions_.rend(),
                            [&](const ForceMention& earlier) { return earlier.force.owner == owner; });
      };
      auto earlier = of_owner(mention.force.owner);
      if (earlier == mentions_.rend()) earlier = of_owner({});  // "Russia has peacekeepers there. The Russians ..."
      if (earlier != mentions_.rend()) mention.force.kind = earlier->force.kind;
    } else if (doc_.token(head).upos == Upos::kNum) {
      read_number(mention, head);
    } else if (const TokenId number = numeral(phrase)) {  // "3,000 men"
      read_number(mention, number);
    } else {
      mention.force.unit = lower(doc_.form(head));
    }
    mention.party = {description(doc_, phrase.tokens), mention.force.owner, "MIL"};
    mentions_.push_back(std::move(mention));
  }

  // A force with a name of its own: "KFOR", "the Black Sea Fleet".
  void named(TokenId head, const RegisteredName& name) {
    if (!name.is_actor() || name.head != head) return;
    const ActorRecord actor = context_.knowledge.actor(name.sense.record);
    if (actor.force.empty() || (actor.kind != ActorKind::kArmedForce && actor.kind != ActorKind::kGroup)) return;
    const Token& token = doc_.token(head);
    const bool modifies =
        token.relation == Deprel::kCompound || token.relation == Deprel::kAmod || token.relation == Deprel::kNmodPoss;
    if (modifies && token.head && !stands_for_force(token.head)) return;
    const Phrase phrase = phrase_at(doc_, head);
    ForceMention mention;
    mention.head = head;
    mention.tokens = name.tokens;
    mention.force.owner = std::string(actor.code);
    mention.force.kind = force_kind_from(actor.force).value_or(ForceKind::kMilitary);
    mention.force.unit = std::string(doc_.words(name.tokens));
    const auto owners = context_.owners(phrase);
    if (mention.force.owner.empty() && !owners.empty()) mention.force.owner = owners.front().code;
    mention.party = {std::string(doc_.words(name.tokens)), mention.force.owner, std::string(actor.sector)};
    mentions_.push_back(std::move(mention));
  }

  // "soldiers from Kenya" are Kenya's; in "the departure of the monitors from Kosovo" and "withdrew the soldiers from Mali" the
  // place is left. Before their verb ("soldiers from Rwanda arrived") the phrase can only be theirs.
  std::vector<Owner> owners_of(Phrase phrase, bool international) const {
    const TokenId governor = doc_.token(phrase.head).head;
    const std::string above = governor ? lower_lemma(doc_, governor) : std::string();
    const Deprel role = doc_.token(phrase.head).relation;
    const bool subject = (role == Deprel::kNsubj || role == Deprel::kNsubjPass) && governor > phrase.head;
    const auto before_verb = [&](TokenId token) { return subject && token < governor; };
    const bool moves = phrase.definite || lexicon().in("force acts", above) || lexicon().in("force verbs", above);
    std::erase_if(phrase.after, [&](TokenId token) {
      const std::string preposition = case_of(doc_, token);
      return preposition != "of" && (preposition != "from" || (moves && !before_verb(token)));
    });
    std::vector<Owner> owners = context_.owners(phrase);
    // "the Lebanon peacekeeping mission" is in Lebanon.
    std::erase_if(owners, [&](const Owner& owner) {
      const RegisteredName* name = context_.names.at(owner.at);
      return international && name != nullptr && owner.kind == ActorKind::kState && owner.at < phrase.head &&
             owner.at != phrase.possessor && name->sense.form == Sense::Form::kName &&
             doc_.token(name->head).relation == Deprel::kCompound && name->place_too;
    });
    return owners;
  }

  // Words of movement, of which the noun before names the force: "troop withdrawal".
  bool stands_for_force(TokenId governor) const { return lexicon().in("force acts", lower_lemma(doc_, governor)); }

  // In "Russian troop withdrawal" the adjective hangs on the act.
  void borrow_modifiers(Phrase& phrase) const {
    const Phrase above = phrase_at(doc_, doc_.token(phrase.head).head);
    for (const TokenId token : above.left) {
      if (token < phrase.head && !phrase.tokens.contains(token.index())) phrase.left.insert(phrase.left.begin(), token);
    }
    if (!phrase.possessor) phrase.possessor = above.possessor;
    phrase.definite |= static_cast<bool>(phrase.possessor);
  }

  ForceKind kind_of(const ForceEntry& entry, const std::vector<std::string>& words, std::size_t from) const {
    if (entry.kind != ForceKind::kMilitary) return entry.kind;
    // "peacekeeping troops", "border units": the word before the head that tells most.
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      const auto kind = lexicon().force_modifier(words[i]);
      if (kind && *kind != ForceKind::kMilitary && (i < from || entry.weak)) return *kind;
    }
    return entry.kind;
  }

  // "Wagner fighters" are mercenaries, "KFOR troops" peacekeepers; the UN's troops too.
  void kind_from_owner(ForceMention& mention, const Owner& owner, const ForceEntry& entry) const {
    const bool general = mention.force.kind == ForceKind::kMilitary || mention.force.kind == ForceKind::kMilitia;
    if (!general || owner.actor.empty()) return;
    const auto actor = context_.knowledge.find_actor(owner.actor);
    if (!actor) return;
    if (const auto kind = force_kind_from(actor->force); kind && *kind != ForceKind::kNone && actor->kind != ActorKind::kState)
      mention.force.kind = *kind;
    if (owner.code == "UN" && entry.kind == ForceKind::kMilitary) mention.force.kind = ForceKind::kPeacekeepers;
  }

  static std::string sector_of(ForceKind kind, const std::vector<Owner>& owners) {
    if (!owners.empty() &&
        (owners.front().sector == "IGO" || owners.front().sector == "REB" || owners.front().sector == "UAF")) {
      return owners.front().sector;
    }
    if (kind == ForceKind::kPolice) return "COP";
    if (kind == ForceKind::kMilitia && (owners.empty() || owners.front().kind != ActorKind::kState)) return "UAF";
    return "MIL";
  }

  // ---- counts --------------------------------------------------------------------------------------------------------

  bool has_number(const Phrase& phrase) const { return static_cast<bool>(numeral(phrase)); }

  void count(ForceMention& mention, const Phrase& phrase, const ForceEntry& entry) const {
    // A unit's number counts units ("two battalions"); "600-strong" counts people in each.
    if (const TokenId strong = strength(phrase)) {
      if (const auto value = leading_number(doc_.form(strong))) {
        mention.force.count = Count{*value, *value};
        mention.count_span = code_points({strong.index(), strong.index() + 1});
      }
      return;
    }
    TokenId number = numeral(phrase);
    if (!number && (entry.role == ForceRole::kUnit || entry.role == ForceRole::kMass))
      number = strength_behind(phrase);
    else if (entry.role == ForceRole::kUnit)
      return;
    if (number) read_number(mention, number);
  }

  TokenId numeral(const Phrase& phrase) const {
    // "2,000 of its soldiers", "500 of the 1,500 soldiers"
    const Token& head = doc_.token(phrase.head);
    if (head.relation == Deprel::kNmod && head.head && case_of(doc_, phrase.head) == "of" &&
        doc_.token(head.head).upos == Upos::kNum) {
      return head.head;
    }
    // Among the words before the head, whichever of them it hangs on.
    const std::uint32_t start = doc_.sentence(doc_.token(phrase.head).sentence).tokens.begin;
    for (std::uint32_t i = phrase.head.index(); i-- > start && i + 9 > phrase.head.index();) {
      const Token& token = doc_.tokens()[i];
      if (token.upos != Upos::kAdj && token.upos != Upos::kNoun && token.upos != Upos::kPropn && token.upos != Upos::kNum &&
          token.relation != Deprel::kAmod && token.xpos != Xpos::kHyph && token.xpos != Xpos::kRb &&
          token.upos != Upos::kCconj) {
        break;
      }
      if (token.relation == Deprel::kNummod && number_at(doc_, TokenId(i)) && !in_name(TokenId(i))) return TokenId(i);
    }
    return {};
  }

  // "Several hundred", "a few thousand": no number.
  bool is_vague(TokenId number) const {
    const bool word = std::isalpha(static_cast<unsigned char>(doc_.form(number).front())) != 0;
    if (!word || number.index() == doc_.sentence(doc_.token(number).sentence).tokens.begin) return false;
    const std::string before = lower(doc_.form(TokenId(number.index() - 1)));
    return before == "several" || before == "few" || before == "many" || before == "some" || before == "couple";
  }

  bool in_name(TokenId token) const { return context_.names.at(token) != nullptr; }

  // "a contingent of 2,000"
  TokenId strength_behind(const Phrase& phrase) const {
    for (const TokenId token : phrase.after) {
      if (case_of(doc_, token) == "of" && number_at(doc_, token)) return token;
    }
    return {};
  }

  // "600-strong", "1,200-member"
  TokenId strength(const Phrase& phrase) const {
    for (const TokenId token : phrase.left) {
      const std::string form = lower(doc_.form(token));
      const bool ends =
          form.ends_with("-strong") || form.ends_with("-member") || form.ends_with("-man") || form.ends_with("-troop");
      if (ends && std::isdigit(static_cast<unsigned char>(form.front()))) return token;
    }
    return {};
  }

  static std::optional<std::int64_t> leading_number(std::string_view form) {
    std::int64_t value = 0;
    bool any = false;
    for (const char c : form) {
      if (std::isdigit(static_cast<unsigned char>(c))) {
        value = value * 10 + (c - '0');
        any = true;
      } else if (c != ',') {
        break;
      }
    }
    return any ? std::optional(value) : std::nullopt;
  }

  void read_number(ForceMention& mention, TokenId number) const {
    if (is_vague(number)) return;
    std::int64_t value = *number_at(doc_, number);
    TokenSpan span{number.index(), number.index() + 1};
    // "two thousand", "1,960 to 2,000", "100-150"
    const std::uint32_t start = doc_.sentence(doc_.token(number).sentence).tokens.begin;
    std::optional<std::int64_t> low;
    if (span.begin >= start + 1) {
      const TokenId before(span.begin - 1);
      const auto multiplied = number_at(doc_, before);
      if (multiplied && value >= 100 && *multiplied < value && doc_.token(before).upos == Upos::kNum) {
        value *= *multiplied;
        --span.begin;
      }
    }
    if (span.begin >= start + 2 && document_form(span.begin - 1) == "-" && value < 10) {  // "twenty-four" in three tokens
      const auto tens = number_at(doc_, TokenId(span.begin - 2));
      if (tens && *tens >= 20 && *tens < 100 && *tens % 10 == 0 &&
          !std::isdigit(static_cast<unsigned char>(document_form(span.begin - 2).front()))) {
        value += *tens;
        span.begin -= 2;
      }
    }
    if (span.begin >= start + 2) {
      const std::string between = lower(doc_.form(TokenId(span.begin - 1)));
      const bool range = between == "to" || between == "-" || between == "–" || between == "and";
      const auto first = range ? number_at(doc_, TokenId(span.begin - 2)) : std::nullopt;
      const bool is_between =
          between == "and" && (span.begin < start + 3 || lower(doc_.form(TokenId(span.begin - 3))) != "between");
      if (first && *first < value && !is_between) {
        low = first;
        span.begin -= 2;
      }
    }
    Count result{low ? low : value, value};
    if (!low) {
      std::string before;
      for (std::uint32_t i = span.begin >= start + 4 ? span.begin - 4 : start; i < span.begin; ++i)
        before += lower(doc_.form(TokenId(i))) + " ";
      const auto says = [&](std::string_view words) { return before.ends_with(words); };
      if (says("up to ") || says("as many as ") || says("no more than ") || says("at most ") || says("maximum of ")) {
        result = {0, value};
      } else if (says("fewer than ") || says("less than ") || says("under ")) {
        result = {0, value};
      } else if (says("at least ") || says("more than ") || says("over ") || says("upwards of ") || says("no fewer than ") ||
                 says("no less than ") || says("not less than ") || says("above ")) {
        result = {value, std::nullopt};
      }
    }
    mention.force.count = result;
    mention.count_span = code_points(span);
  }

  std::string_view document_form(std::uint32_t token) const { return doc_.form(TokenId(token)); }

  CodePointSpan code_points(TokenSpan tokens) const { return code_points_.span(doc_.text(), doc_.bytes(tokens)); }

  // "Russian forces and border guards": the second has the first one's owner when it names none and has no determiner.
  void inherit_from_conjuncts() {
    for (ForceMention& mention : mentions_) {
      const Token& token = doc_.token(mention.head);
      if (token.relation != Deprel::kConj || !mention.force.owner.empty()) continue;
      const Phrase phrase = phrase_at(doc_, mention.head);
      if (phrase.definite || phrase.indefinite) continue;
      const auto first = std::lower_bound(mentions_.begin(), mentions_.end(), token.head,
                                          [](const ForceMention& one, TokenId head) { return one.head < head; });
      if (first == mentions_.end() || first->head != token.head) continue;
      mention.force.owner = first->force.owner;
      mention.more_owners = first->more_owners;
      mention.coreferent = first->coreferent;
      mention.party.code = first->party.code;
      mention.shares_owner_with = first->head;
    }
  }

  // "The first contingent of Kenyan police": of whom it is made up tells the kind, and whose it is.
  void inherit_from_parts() {
    for (ForceMention& part : mentions_) {
      const Token& token = doc_.token(part.head);
      if (token.relation != Deprel::kNmod || !token.head || case_of(doc_, part.head) != "of") continue;
      const auto whole = std::lower_bound(mentions_.begin(), mentions_.end(), token.head,
                                          [](const ForceMention& one, TokenId head) { return one.head < head; });
      if (whole == mentions_.end() || whole->head != token.head || whole->force.kind != ForceKind::kMilitary) continue;
      if (whole->force.owner.empty()) whole->force.owner = part.force.owner;
      if (whole->force.owner != part.force.owner) continue;
      whole->force.kind = part.force.kind;
      whole->party.code = whole->force.owner;
      whole->party.sector = part.party.sector;
    }
  }

  const WorldContext& context_;
  const Document& doc_;
  CodePointIndex code_points_;
  std::vector<ForceMention> mentions_;  // in the order of their heads
};

}  // namespace

std::vector<ForceMention> find_forces(const WorldContext& context) { return ForceFinder(context).run(); }

}  // namespace attache
