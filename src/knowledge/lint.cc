// The linter's checks, one function per kind of stanza and per question that spans stanzas; see lint.h.
#include "knowledge/lint.h"

#include <algorithm>
#include <map>
#include <set>

#include "facts/claim.h"
#include "knowledge/compile.h"
#include "knowledge/distance.h"
#include "knowledge/fold.h"
#include "knowledge/records.h"

namespace attache {
namespace {

using Names = std::set<std::string, std::less<>>;

const std::map<std::string, Names, std::less<>>& allowed_fields() {
  static const std::map<std::string, Names, std::less<>> kFields = {
      {"Actor",
       {"Actor", "Kind", "Name", "Adjective", "Demonym", "Metonym", "Short", "Capital", "Code", "Sector", "Part-of", "Force",
        "Exists", "Wikidata", "Cow", "Note"}},
      {"Person", {"Person", "Name", "Short", "Role", "Wikidata", "Note"}},
      {"Outlet", {"Outlet", "Name", "Kind", "Country", "Language", "Domain", "State-run", "Wikidata", "Note"}},
      {"Place",
       {"Place", "Name", "Kind", "Country", "In", "At", "Adjective", "Abbreviation", "Population", "Wikidata", "Note"}},
      {"Place-word", {"Place-word", "Kind", "Word", "Weak", "Note"}},
      {"Code", {"Code", "Name", "Note"}},
      {"Sector", {"Sector", "Name", "Note"}},
  };
  return kFields;
}

const Names kOutletKinds = {"agency", "newspaper", "broadcaster", "site", "channel", "magazine"};

std::string joined(const Names& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

class Linter {
 public:
  explicit Linter(const std::vector<Stanza>& stanzas) : stanzas_(stanzas) {
    for (const Stanza& stanza : stanzas_) {
      const std::string id = stanza_id(stanza);
      if (stanza.kind() == "Actor" || stanza.kind() == "Person") actors_.emplace(id, &stanza);
      if (stanza.kind() == "Place") places_.emplace(id, &stanza);
      if (stanza.kind() == "Code") codes_.insert(id);
      // An organisation or group that is its own code declares it; one without a code has its id for roles.
      if (stanza.kind() == "Actor" && (stanza.get("Code") == id || !stanza.has("Code"))) codes_.insert(id);
      if (stanza.kind() == "Sector") sectors_.insert(id);
      if (stanza.kind() == "Place" && stanza.get("Kind") == "country") codes_.insert(id);
    }
  }

  std::vector<Complaint> run() {
    for (const Stanza& stanza : stanzas_) {
      check_fields(stanza);
      if (stanza.kind() == "Actor") check_actor(stanza);
      if (stanza.kind() == "Person") check_person(stanza);
      if (stanza.kind() == "Outlet") check_outlet(stanza);
      if (stanza.kind() == "Place") check_place(stanza);
      if (stanza.kind() == "Place-word") check_place_word(stanza);
    }
    check_clashes();
    check_successions();
    return std::move(complaints_);
  }

 private:
  void complain(const Stanza& stanza, std::uint32_t line, std::string what, std::string mend = {}) {
    complaints_.push_back({stanza.file, line, std::move(what), std::move(mend)});
  }
  static std::uint32_t line_of(const Stanza& stanza, std::string_view field) {
    for (const Field& f : stanza.fields) {
      if (f.name == field) return f.line;
    }
    return stanza.line();
  }

  void check_fields(const Stanza& stanza) {
    const auto allowed = allowed_fields().find(stanza.kind());
    if (allowed == allowed_fields().end()) {
      const bool ours = stanza.folder == "actors" || stanza.folder == "outlets" || stanza.folder == "places";
      if (ours)
        complain(stanza, stanza.line(), "a stanza in " + stanza.folder + "/ cannot begin with '" + stanza.kind() + "'",
                 "Actor, Person, Outlet or Place");
      return;
    }
    for (const Field& field : stanza.fields) {
      if (!allowed->second.contains(field.name)) {
        complain(stanza, field.line, "unknown field '" + field.name + "' in a stanza of the kind " + stanza.kind(),
                 "one of: " + joined(allowed->second));
      }
      if (field.value.empty())
        complain(stanza, field.line, "the field '" + field.name + "' is empty", "fill it or leave it out");
      if (field.name == "Wikidata" && (field.value.size() < 2 || field.value[0] != 'Q' ||
                                       field.value.find_first_not_of("0123456789", 1) != std::string::npos)) {
        complain(stanza, field.line, "'" + field.value + "' is no Wikidata id", "Q and digits");
      }
    }
  }

  void check_code(const Stanza& stanza, std::uint32_t line, const std::string& code) {
    if (!codes_.contains(code))
      complain(stanza, line, "unknown code '" + code + "'",
               "an ISO 3166-1 alpha-3 code, one of knowledge/ontology/codes.txt, or the id of an actor that has it as its own");
  }
  void check_sector(const Stanza& stanza, std::uint32_t line, const std::string& sector) {
    if (!sectors_.contains(sector)) complain(stanza, line, "unknown sector '" + sector + "'", "one of: " + joined(sectors_));
  }
  void check_range(const Stanza& stanza, std::uint32_t line, std::string_view range) {
    if (!parse_date_range(range)) {
      complain(stanza, line, "'" + std::string(range) + "' is no interval of dates",
               "FROM..TO with EDTF dates, as 2008-05..2012-06-30");
    }
  }

  void check_actor(const Stanza& stanza) {
    const auto kind = actor_kind_from(stanza.get("Kind"));
    if (!kind || *kind >= ActorKind::kPerson) {
      complain(stanza, line_of(stanza, "Kind"), "unknown kind of actor '" + std::string(stanza.get("Kind")) + "'",
               "state, organisation, body, armed-force, group or company");
    }
    if (!stanza.has("Name")) complain(stanza, stanza.line(), "an actor without Name");
    for (const Field& field : stanza.fields) {
      if (field.name == "Code") check_code(stanza, field.line, field.value);
      if (field.name == "Sector") check_sector(stanza, field.line, field.value);
      if (field.name == "Exists") check_range(stanza, field.line, field.value);
      if (field.name == "Part-of" && !actors_.contains(field.value)) {
        complain(stanza, field.line, "Part-of of an unknown actor '" + field.value + "'", "check the id, or write its stanza");
      }
      if (field.name == "Force" && !force_kind_from(field.value)) {
        complain(stanza, field.line, "unknown kind of force '" + field.value + "'", "a force kind of docs/CODEBOOK.md");
      }
    }
    check_loop(stanza, "Part-of", actors_);
  }

  /// A chain of containers must end.
  void check_loop(const Stanza& stanza, std::string_view field,
                  const std::map<std::string, const Stanza*, std::less<>>& known) {
    const Stanza* up = &stanza;
    for (int step = 0; step < 12; ++step) {
      const auto next = known.find(up->get(field));
      if (next == known.end()) return;
      up = next->second;
      if (up == &stanza) break;
    }
    complain(stanza, line_of(stanza, field), "the chain of " + std::string(field) + " comes back to where it began",
             "break it at one place");
  }

  void check_person(const Stanza& stanza) {
    if (!stanza.has("Role"))
      complain(stanza, stanza.line(), "a person without Role", "Role: FROM..TO | code | sector | office");
    for (const Field& field : stanza.fields) {
      if (field.name != "Role") continue;
      const auto parts = split_values(field.value);
      if (parts.size() != 4) {
        complain(stanza, field.line, "a role has four parts, this has " + std::to_string(parts.size()),
                 "FROM..TO | code | sector | office");
        continue;
      }
      check_range(stanza, field.line, parts[0]);
      check_code(stanza, field.line, parts[1]);
      check_sector(stanza, field.line, parts[2]);
    }
  }

  void check_outlet(const Stanza& stanza) {
    if (!stanza.has("Name")) complain(stanza, stanza.line(), "an outlet without Name");
    for (const Field& field : stanza.fields) {
      if (field.name == "Kind" && !kOutletKinds.contains(field.value)) {
        complain(stanza, field.line, "unknown kind of outlet '" + field.value + "'", "one of: " + joined(kOutletKinds));
      }
      if (field.name == "Country") check_code(stanza, field.line, field.value);
      if (field.name == "State-run" && field.value != "yes") complain(stanza, field.line, "State-run is 'yes' or left out");
    }
  }

  void check_place(const Stanza& stanza) {
    const auto kind = place_kind_from(stanza.get("Kind"));
    if (!kind)
      complain(stanza, line_of(stanza, "Kind"), "unknown kind of place '" + std::string(stanza.get("Kind")) + "'",
               "see docs/knowledge.md");
    if (!stanza.has("Name")) complain(stanza, stanza.line(), "a place without Name");
    for (const Field& field : stanza.fields) {
      if (field.name == "Country") check_code(stanza, field.line, field.value);
      if (field.name == "In" && !places_.contains(field.value)) {
        complain(stanza, field.line, "In of an unknown place '" + field.value + "'", "check the id, or write its stanza");
      }
      if (field.name == "At" && !parse_point(field.value)) {
        complain(stanza, field.line, "'" + field.value + "' is no point", "latitude and longitude in degrees, as 35.41 35.95");
      }
      if (field.name == "Population" && field.value.find_first_not_of("0123456789") != std::string::npos) {
        complain(stanza, field.line, "'" + field.value + "' is no number of inhabitants", "digits alone");
      }
    }
    check_loop(stanza, "In", places_);
  }

  void check_place_word(const Stanza& stanza) {
    const std::string kind(stanza.get("Kind"));
    if (kind != "same" && kind != "part" && !place_kind_from(kind)) {
      complain(stanza, line_of(stanza, "Kind"), "unknown kind of place '" + kind + "'", "a kind of place, same or part");
    }
  }

  /// Two actors or places with one name, at one time, of one kind and code: nothing in a text could tell them apart.
  void check_clashes() {
    std::map<std::string, std::vector<const Stanza*>> by_name;
    for (const Stanza& stanza : stanzas_) {
      if (stanza.kind() != "Actor" && stanza.kind() != "Place" && stanza.kind() != "Person" && stanza.kind() != "Outlet")
        continue;
      Names own;
      for (const std::string& name : stanza.list("Name")) own.insert(fold(name));
      for (const std::string& name : own) by_name[stanza.kind() + " " + name].push_back(&stanza);
    }
    for (const auto& [name, all] : by_name) {
      for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = i + 1; j < all.size(); ++j) {
          if (!same_to_a_reader(*all[i], *all[j])) continue;
          complain(*all[j], all[j]->line(),
                   "'" + name.substr(name.find(' ') + 1) + "' also names " + stanza_id(*all[i]) + " (" + all[i]->where() +
                       "), and nothing tells the two apart",
                   "merge them, or give dates, kinds or points that differ");
        }
      }
    }
  }

  static bool same_to_a_reader(const Stanza& a, const Stanza& b) {
    if (a.kind() == "Outlet") return a.get("Country") == b.get("Country");
    if (a.kind() == "Person") return roles_meet(a, b);
    if (a.get("Kind") != b.get("Kind")) return false;
    if (a.kind() == "Place") {
      if (a.get("Country") != b.get("Country")) return false;
      const auto at = parse_point(a.get("At"));
      const auto to = parse_point(b.get("At"));
      return !at || !to || distance_km(at->first, at->second, to->first, to->second) < 20;
    }
    if (a.get("Code") != b.get("Code") || a.get("Part-of") != b.get("Part-of")) return false;
    const DateRange one = parse_date_range(a.get("Exists")).value_or(DateRange{});
    const DateRange two = parse_date_range(b.get("Exists")).value_or(DateRange{});
    return overlap(one, two);
  }

  static bool overlap(const DateRange& a, const DateRange& b) {
    return (!a.to || !b.from || *b.from <= *a.to) && (!b.to || !a.from || *a.from <= *b.to);
  }

  static bool roles_meet(const Stanza& a, const Stanza& b) {
    for (const std::string& one : a.all("Role")) {
      for (const std::string& two : b.all("Role")) {
        const auto x = split_values(one);
        const auto y = split_values(two);
        if (x.size() < 2 || y.size() < 2 || x[1] != y[1]) continue;
        const auto when = parse_date_range(x[0]);
        const auto other = parse_date_range(y[0]);
        if (when && other && overlap(*when, *other)) return true;
      }
    }
    return false;
  }

  /// An office of one holder: whoever has no end is still in it when the next begins.
  void check_successions() {
    struct Holding {
      DateRange when;
      const Stanza* person;
      std::uint32_t line;
    };
    std::map<std::string, std::vector<Holding>> offices;
    for (const Stanza& stanza : stanzas_) {
      if (stanza.kind() != "Person") continue;
      for (const Field& field : stanza.fields) {
        if (field.name != "Role") continue;
        const auto parts = split_values(field.value);
        if (parts.size() != 4) continue;
        const auto when = parse_date_range(parts[0]);
        if (when && when->from && is_single(parts[3])) offices[parts[3]].push_back({*when, &stanza, field.line});
      }
    }
    for (auto& [office, holdings] : offices) {
      std::stable_sort(holdings.begin(), holdings.end(),
                       [](const Holding& a, const Holding& b) { return *a.when.from < *b.when.from; });
      for (std::size_t i = 0; i + 1 < holdings.size(); ++i) {
        if (holdings[i].when.to || stanza_id(*holdings[i].person) == stanza_id(*holdings[i + 1].person)) continue;
        complain(*holdings[i].person, holdings[i].line,
                 "no end of '" + office + "', though " + stanza_id(*holdings[i + 1].person) + " begins on " +
                     to_string(*holdings[i + 1].when.from),
                 "write the day before as the end");
      }
    }
  }

  /// Offices that one person holds at a time.
  static bool is_single(std::string_view office) {
    for (const std::string_view word :
         {"president of ", "prime minister of ", "foreign minister of ", "defence minister of ", "interior minister of ",
          "secretary-general of ", "king of ", "chief of the general staff of "}) {
      if (office.starts_with(word)) return true;
    }
    return false;
  }

  const std::vector<Stanza>& stanzas_;
  std::map<std::string, const Stanza*, std::less<>> actors_;
  std::map<std::string, const Stanza*, std::less<>> places_;
  Names codes_;
  Names sectors_;
  std::vector<Complaint> complaints_;
};

}  // namespace

std::vector<Complaint> lint(const std::vector<Stanza>& stanzas) { return Linter(stanzas).run(); }

Result<std::vector<Complaint>> lint_folders(const std::vector<std::string>& roots) {
  std::vector<Complaint> complaints;
  const auto stanzas = read_knowledge(roots, complaints);
  if (!stanzas) return tl::unexpected(stanzas.error());
  for (Complaint& complaint : lint(*stanzas)) complaints.push_back(std::move(complaint));
  return complaints;
}

}  // namespace attache
