// attache review: one claim at a time, for a person to accept, correct or reject; the same as data for other front ends.
// attache judge: one decision from the command line. attache judgements: all of them; export, import, agreement.
#include "query/review.h"

#include <fstream>
#include <iostream>

#include <fmt/core.h>

#include "app/cli/answer.h"
#include "app/cli/filter.h"
#include "app/export/judgement_json.h"
#include "app/export/marked.h"
#include "app/export/words.h"

namespace attache {
namespace {

void add_who(CLI::App& command, std::string& who) {
  command.add_option("--who", who, "Whose judgement it is")->envname("ATTACHE_WHO")->type_name("NAME");
}

Result<void> need_who(const std::string& who) {
  if (!who.empty()) return {};
  return failure(Fault::kIncorrect, "a judgement has a name under it", "--who", "give yours, or set ATTACHE_WHO");
}

Result<Ledger> open_for_judging(const std::string& path) { return Ledger::open(path, OpenMode::kWrite); }

// ---- attache review -------------------------------------------------------------------------------------------------------

struct ReviewOptions : ListingOptions {
  std::string who;
  bool again = false;
};

constexpr const char* kKeys =
    "a accept   r [WHY] reject   c SLOT VALUE correct   s skip   u undo   q quit   ? the slots and what they hold";

void put_item(const ReviewItem& item, const StoredArticle& article, std::size_t number, std::size_t of,
              const Terminal& terminal) {
  const Claim& claim = item.claim.claim;
  put(fmt::format("\n{}  {} of {}  {} {}\n", styled(short_key(claim.key.hash), Style::kDim, terminal), number, of,
                  styled(what_in_words(claim.event, claim.mode, claim.posture), Style::kBold, terminal),
                  status_in_words(claim.status, claim.negated)));
  put_field("by", in_words(claim.actor));
  put_field("to", in_words(claim.recipient));
  put_field("force", claim.force ? in_words(*claim.force) : "");
  put_field("place", in_words(claim.place));
  put_field("time", time_of(claim));
  put_field("basis", claim.basis ? in_words(*claim.basis) : "");
  put_field("chain", in_words(claim.attribution));
  put_field("reported", item.claim.published ? in_words(*item.claim.published) : "not known");
  put("\n" + marked_text(article.article, claim, terminal) + "\n");
  for (const AttachedJudgement& each : item.judgements) {
    const Judgement& judgement = each.judgement;
    put(fmt::format("  {} said: {}{}{}\n", judgement.who, name(judgement.verdict),
                    judgement.slot.empty() ? "" : " " + judgement.slot + " to " + judgement.value,
                    judgement.why.empty() ? "" : ", " + judgement.why));
  }
}

void put_slots(const Claim& claim) {
  for (const std::string_view slot : correctable_slots()) put(fmt::format("  {:<10} {}\n", slot, get_slot(claim, slot)));
}

struct Session {
  std::size_t judged = 0, undone = 0;
  std::vector<std::pair<JudgementKey, std::size_t>> last;  ///< with the claim's place in the queue
};

// What one line asks for; false ends the session.
bool take(const std::string& line, const ReviewOptions& options, const std::vector<ReviewItem>& queue, Ledger& ledger,
          std::size_t& at, Session& session) {
  const std::string key = line.substr(0, line.find(' '));
  std::string rest = line.size() > key.size() ? line.substr(key.size() + 1) : "";
  Decision decision{options.who, {}, now(), Verdict::kAccept, {}, {}};
  if (key == "q") return false;
  if (key == "s") {
    ++at;
    return true;
  }
  if (key == "?") {
    put_slots(queue[at].claim.claim);
    return true;
  }
  if (key == "u") {
    if (session.last.empty()) {
      say("nothing to take back in this session");
      return true;
    }
    const auto [undone, place] = session.last.back();
    if (const auto kept = ledger.judge(undo_of(undone, decision), now()); !kept) return report(kept.error()), false;
    session.last.pop_back();
    ++session.undone;
    at = place;
    return true;
  }
  if (key == "r") {
    decision.verdict = Verdict::kReject;
    decision.why = rest;
  } else if (key == "c") {
    decision.verdict = Verdict::kCorrect;
    const auto space = rest.find(' ');
    decision.slot = rest.substr(0, space);
    decision.value = space == std::string::npos ? "" : rest.substr(space + 1);
    if (decision.value.empty()) {
      say("c SLOT VALUE, such as: c status planned");
      return true;
    }
  } else if (key != "a") {
    say(kKeys);
    return true;
  }
  const auto judgement = judgement_of(queue[at].claim, decision);
  if (!judgement) {
    say(judgement.error().text());
    return true;
  }
  if (const auto kept = ledger.judge(*judgement, now()); !kept) return report(kept.error()), false;
  session.last.emplace_back(judgement->key, at);
  ++session.judged;
  if (key == "c")
    say("corrected; correct another slot of it, or a for the next");
  else
    ++at;
  return true;
}

int run_review(const ReviewOptions& options, const Program& program) {
  const bool as_data = options.format.json;
  if (!as_data) {
    if (const auto who = need_who(options.who); !who) return report(who.error());
  }
  const auto listing = open_listing(options);
  if (!listing) return report(listing.error());
  const auto queue = review_queue(listing->ledger, {listing->filter, options.who, options.again});
  if (!queue) return report(queue.error());
  if (as_data) {
    for (const ReviewItem& item : *queue) {
      Json out;
      out["claim"] = to_json(item.claim);
      out["slots"] = Json::object();
      for (const std::string_view slot : correctable_slots())
        out["slots"][std::string(slot)] = get_slot(item.claim.claim, slot);
      out["judgements"] = Json::array();
      for (const AttachedJudgement& each : item.judgements) out["judgements"].push_back(to_json(each));
      put_json(out);
    }
    return queue->empty() ? kNothingFound : kDone;
  }
  if (queue->empty()) {
    say("nothing to review: " + options.who + " has judged all that these options find");
    return kNothingFound;
  }
  auto ledger = open_for_judging(options.ledger);
  if (!ledger) return report(ledger.error());
  say(kKeys);
  Session session;
  std::size_t at = 0, shown = queue->size();
  while (at < queue->size()) {
    if (shown != at) {
      const auto article = ledger->article((*queue)[at].claim.article.hash.hex());
      if (!article) return report(article.error());
      put_item((*queue)[at], *article, at + 1, queue->size(), program.out);
      shown = at;
    }
    put("> ");
    std::fflush(stdout);
    std::string line;
    if (!std::getline(std::cin, line) || !take(line, options, *queue, *ledger, at, session)) break;
  }
  put("\n");
  say(fmt::format("{}; {} taken back; {} left", counted(session.judged, "judgement"), session.undone, queue->size() - at));
  return kDone;
}

// ---- attache judge --------------------------------------------------------------------------------------------------------

struct JudgeOptions {
  std::string ledger, who, why, verdict;
  std::vector<std::string> words;
};

Result<Judgement> find_judgement(const Ledger& ledger, const std::string& prefix) {
  const auto all = ledger.judgements();
  if (!all) return tl::unexpected(all.error());
  std::vector<Judgement> found;
  for (const Judgement& each : *all) {
    if (each.key.hash.hex().starts_with(prefix)) found.push_back(each);
  }
  if (found.size() == 1) return found.front();
  return failure(Fault::kIncorrect, found.empty() ? "no judgement has this key" : "several judgements have keys that start so",
                 prefix, "`attache judgements` lists keys");
}

// The claims that a key stands for: one, or the members of an event.
Result<std::vector<StoredClaim>> claims_of(const Ledger& ledger, const std::string& key) {
  if (auto claim = ledger.claim(key)) return std::vector{std::move(*claim)};
  EventsQuestion question;
  question.key = key;
  auto answer = ask(ledger, question);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->events.size() != 1)
    return failure(Fault::kIncorrect, "this is the key of no claim and no event", key, "`attache claims` lists keys");
  return std::move(answer->claims);
}

Result<std::vector<Judgement>> judgements_from(const JudgeOptions& options, const Ledger& ledger) {
  const auto verdict = verdict_from(options.verdict);
  const auto usage = [&](const std::string& how) {
    return failure(Fault::kIncorrect, "not what this verdict needs", options.verdict, "attache judge " + options.verdict + how);
  };
  if (!verdict) {
    return failure(Fault::kIncorrect, "there is no such verdict", options.verdict,
                   "one of accept, reject, correct, together, apart, undo");
  }
  Decision decision{options.who, options.why, now(), *verdict, {}, {}};
  std::vector<Judgement> out;
  if (*verdict == Verdict::kUndo) {
    if (options.words.size() != 1) return usage(" JUDGEMENT");
    const auto undone = find_judgement(ledger, options.words[0]);
    if (!undone) return tl::unexpected(undone.error());
    out.push_back(undo_of(undone->key, decision));
    return out;
  }
  if (*verdict == Verdict::kTogether || *verdict == Verdict::kApart) {
    if (options.words.size() < 2) return usage(" CLAIM OTHER...");
    const auto one = ledger.claim(options.words[0]);
    if (!one) return tl::unexpected(one.error());
    for (std::size_t i = 1; i < options.words.size(); ++i) {
      const auto others = claims_of(ledger, options.words[i]);
      if (!others) return tl::unexpected(others.error());
      for (const StoredClaim& other : *others) {
        if (other.claim.key != one->claim.key) out.push_back(judgement_of(*one, other, decision));
      }
    }
    return out;
  }
  const bool correct = *verdict == Verdict::kCorrect;
  if (options.words.size() != (correct ? 3U : 1U)) return usage(correct ? " CLAIM SLOT VALUE" : " CLAIM");
  const auto claim = ledger.claim(options.words[0]);
  if (!claim) return tl::unexpected(claim.error());
  if (correct) decision.slot = options.words[1], decision.value = options.words[2];
  const auto judgement = judgement_of(*claim, decision);
  if (!judgement) return tl::unexpected(judgement.error());
  out.push_back(*judgement);
  return out;
}

int run_judge(const JudgeOptions& options, const Program& /*program*/) {
  if (const auto who = need_who(options.who); !who) return report(who.error());
  auto ledger = open_for_judging(options.ledger);
  if (!ledger) return report(ledger.error());
  const auto judgements = judgements_from(options, *ledger);
  if (!judgements) return report(judgements.error());
  for (const Judgement& each : *judgements) {
    if (const auto kept = ledger->judge(each, now()); !kept) return report(kept.error());
    put(short_key(each.key.hash) + "\n");
  }
  return kDone;
}

// ---- attache judgements ---------------------------------------------------------------------------------------------------

struct JudgementsOptions {
  std::string ledger, import;
  bool json = false, lost = false, agreement = false;
};

int import_judgements(const JudgementsOptions& options) {
  auto ledger = open_for_judging(options.ledger);
  if (!ledger) return report(ledger.error());
  std::ifstream file;
  if (options.import != "-") file.open(options.import);
  std::istream& in = options.import == "-" ? std::cin : file;
  if (!in) return report({Fault::kEnvironment, "cannot be opened", options.import, "give a file that can be read"});
  std::size_t added = 0, there = 0, failed = 0, number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty()) continue;
    const auto judgement = judgement_from_json(line);
    if (!judgement) {
      Error error = judgement.error();
      error.where = options.import + ":" + std::to_string(number);
      report(error);
      ++failed;
      continue;
    }
    const auto kept = ledger->judge(*judgement, now());
    if (!kept) return report(kept.error());
    ++(*kept ? added : there);
  }
  say(fmt::format("{}: {}, {} already there; {} refused", options.ledger, counted(added, "new judgement"), there, failed));
  return failed > 0 ? kFailed : kDone;
}

int tell_agreement(const std::vector<AttachedJudgement>& judgements, const JudgementsOptions& options, const Program& program) {
  const Agreement agreement = agreement_of(judgements);
  if (options.json) {
    Json out;
    out["people"] = agreement.people;
    out["rows"] = Json::array();
    for (const Agreement::Row& row : agreement.rows) {
      out["rows"].push_back({{"what", row.what},
                             {"claims", row.units},
                             {"judgements", row.judgements},
                             {"agreed", row.agreed},
                             {"alpha", or_null(row.alpha)}});
    }
    put_json(out);
  } else {
    put("judges: " + (agreement.people.empty() ? std::string("none") : joined(agreement.people, ", ")) + "\n");
    Table table({"about", "claims judged by two or more", "judgements", "all said the same", "Krippendorff's alpha"});
    for (const Agreement::Row& row : agreement.rows) {
      table.add({row.what, std::to_string(row.units), std::to_string(row.judgements),
                 row.units > 0 ? fmt::format("{:.0f} %", 100 * row.agreed) : "",
                 row.alpha ? fmt::format("{:.3f}", *row.alpha) : "not defined"});
    }
    put_table(table, {}, program.out);
  }
  return agreement.people.size() < 2 ? kNothingFound : kDone;
}

int run_judgements(const JudgementsOptions& options, const Program& program) {
  if (!options.import.empty()) return import_judgements(options);
  const auto ledger = open_for_reading(options.ledger);
  if (!ledger) return report(ledger.error());
  auto all = judgements_of(*ledger);
  if (!all) return report(all.error());
  if (options.agreement) return tell_agreement(*all, options, program);
  if (options.lost) std::erase_if(*all, [](const AttachedJudgement& each) { return each.attachment != Attachment::kLost; });
  if (options.json) {
    for (const AttachedJudgement& each : *all) put_json(to_json(each));
  } else {
    Table table({"judgement", "decided", "who", "verdict", "claim", "attached", "stands"});
    for (const AttachedJudgement& each : *all) {
      const Judgement& judgement = each.judgement;
      const std::string what = judgement.slot.empty() ? "" : " " + judgement.slot + " to " + judgement.value;
      const std::string of = judgement.undoes ? short_key(judgement.undoes->hash)
                             : each.claim     ? short_key(each.claim->hash)
                                              : short_key(judgement.claim->claim.hash);
      table.add({short_key(judgement.key.hash), in_words(judgement.decided), judgement.who,
                 std::string(name(judgement.verdict)) + what, of, std::string(name(each.attachment)),
                 each.stands   ? "yes"
                 : each.undone ? "taken back"
                               : "no"},
                judgement.why);
    }
    if (!all->empty()) put_table(table, {}, program.out);
  }
  if (all->empty() && !options.json) say(options.lost ? "none is lost" : "no judgements yet; `attache review` makes them");
  return all->empty() ? kNothingFound : kDone;
}

}  // namespace

void add_review(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "review", "Go through claims one at a time: accept, correct, reject",
                                  "  attache review --who maria --of Russia --in Armenia\n"
                                  "  attache review --who maria --limit 20 --json    the queue as data\n"
                                  "A line a claim: a, r, c SLOT VALUE, s, u, q; ? shows the slots.");
  auto options = std::make_shared<ReviewOptions>();
  add_who(*command, options->who);
  command->add_flag("--again", options->again, "Also claims that you have judged");
  add_listing(*command, *options);
  when_chosen(*command, program, std::move(options), run_review);
}

void add_judge(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "judge", "Keep one decision about a claim, or about two being one happening",
                                  "  attache judge accept 3f2a91c0 --who maria\n"
                                  "  attache judge reject 3f2a91c0 --who maria --why \"the headline of another story\"\n"
                                  "  attache judge correct 3f2a91c0 status planned --who maria\n"
                                  "  attache judge together 3f2a91c0 77b01e44 --who maria     one happening\n"
                                  "  attache judge apart 3f2a91c0 7d10c2aa --who maria        out of that event\n"
                                  "  attache judge undo 90cc18d2 --who maria                  takes a judgement back");
  auto options = std::make_shared<JudgeOptions>();
  command->add_option("VERDICT", options->verdict, "accept, reject, correct, together, apart, undo")->required();
  command->add_option("WORDS", options->words, "The claim's key; then SLOT VALUE, or other claims' or an event's keys")
      ->required();
  add_who(*command, options->who);
  command->add_option("--why", options->why, "The reason, in your words")->type_name("TEXT");
  add_ledger(*command, options->ledger);
  when_chosen(*command, program, std::move(options), run_judge);
}

void add_judgements(CLI::App& app, Program& program) {
  CLI::App* command =
      add_command(app, "judgements", "List what people judged; export, import, agreement",
                  "  attache judgements --json > maria.jsonl          export\n"
                  "  attache judgements --import maria.jsonl          what is there already changes nothing\n"
                  "  attache judgements --agreement                   Krippendorff's alpha\n"
                  "  attache judgements --lost                        those whose claim a newer reading does not have");
  auto options = std::make_shared<JudgementsOptions>();
  auto* import =
      command->add_option("--import", options->import, "Take the judgements of a file; - is standard input")->type_name("FILE");
  command->add_flag("--agreement", options->agreement, "How far those who judged the same claims agree")->excludes(import);
  command->add_flag("--lost", options->lost, "Only those that are about no current claim")->excludes(import);
  command->add_flag("--json", options->json, "Write JSON, one object a line")->excludes(import);
  add_ledger(*command, options->ledger);
  when_chosen(*command, program, std::move(options), run_judgements);
}

}  // namespace attache
