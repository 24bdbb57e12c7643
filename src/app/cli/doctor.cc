// attache doctor: whether everything that the program needs is there and whole: model, knowledge, ledger.
#include <filesystem>

#include <fmt/core.h>

#include "app/cli/answer.h"
#include "app/export/words.h"
#include "app/pipeline/pipeline.h"
#include "query/query.h"

namespace attache {
namespace {

struct Options {
  std::string ledger;
  ReadingFiles files;
  bool rebuild = false;
};

/// Lines of findings, good and bad.
class Findings {
 public:
  explicit Findings(const Terminal& terminal) : terminal_(terminal) {}
  void good(const std::string& what, const std::string& detail) { line("ok", Style::kGreen, what, detail); }
  void note(const std::string& what, const std::string& detail) { line("--", Style::kDim, what, detail); }
  void bad(const std::string& what, const std::string& detail) {
    line("BAD", Style::kRed, what, detail);
    sound_ = false;
  }
  [[nodiscard]] bool sound() const { return sound_; }

 private:
  void line(std::string_view mark, Style style, const std::string& what, const std::string& detail) {
    put(fmt::format("{} {:<10} {}\n", styled(fmt::format("{:<3}", mark), style, terminal_), what, detail));
  }
  const Terminal& terminal_;
  bool sound_ = true;
};

void look_at_reading(const ReadingFiles& files, Findings& findings) {
  if (const auto model = locate_model(files); !model) {
    findings.bad("model", model.error().text());
  } else if (const auto analyser = Analyser::open(*model); !analyser) {
    findings.bad("model", analyser.error().text());
  } else {
    findings.good("model", *model);
  }
  const auto knowledge = open_knowledge(files);
  if (!knowledge) {
    findings.bad("knowledge", knowledge.error().text());
    return;
  }
  const std::string detail =
      fmt::format("{} actors, {} outlets, {} places, fingerprint {}", knowledge->actor_count(), knowledge->outlet_count(),
                  knowledge->place_count(), knowledge->fingerprint().hex().substr(0, 8));
  if (!knowledge->verify()) {
    findings.bad("knowledge",
                 "its content is not what its fingerprint says; compile it again with `attache knowledge compile`");
    return;
  }
  findings.good("knowledge", detail);
  const Coder coder(*knowledge, "");
  if (coder.complaints().empty()) findings.good("frames", fmt::format("{}", coder.frames().frames().size()));
  for (const Complaint& complaint : coder.complaints()) findings.bad("frames", complaint.text());
}

void look_at_ledger(const std::string& path, Findings& findings) {
  if (!std::filesystem::exists(path)) {
    findings.note("ledger", path + ": none there yet; `attache read` makes one");
    return;
  }
  const auto ledger = open_for_reading(path);
  if (!ledger) {
    findings.bad("ledger", ledger.error().text());
    return;
  }
  const auto report = ledger->check(kDeriver);
  if (!report) {
    findings.bad("ledger", report.error().text());
    return;
  }
  const auto& counts = report->counts;
  findings.good("ledger", fmt::format("{}: {}, {}, {}, schema {}", path, counted(counts.articles, "article"),
                                      counted(counts.readings, "reading"), counted(counts.current_claims, "current claim"),
                                      report->schema_version));
  for (const auto& [what, list] : {std::pair{"damage", &report->damage},
                                   {"reference", &report->broken_references},
                                   {"key", &report->wrong_keys},
                                   {"schema", &report->migrations}}) {
    for (const std::string& each : *list) findings.bad(what, each);
  }
  switch (report->events) {
    case DerivedState::kFresh:
      findings.good("events", "up to date");
      break;
    case DerivedState::kStale:
      findings.note("events", "older than the claims; `attache derive` makes them again");
      break;
    case DerivedState::kNone:
      findings.note("events", "none kept yet: a question derives them anew each time; `attache derive` keeps them");
      break;
  }
}

// What is worked out from articles and claims is thrown away and made again: indexes, copies, events.
void rebuild(const std::string& path, Findings& findings) {
  auto ledger = Ledger::open(path, OpenMode::kWrite);
  if (!ledger) {
    findings.bad("rebuild", ledger.error().text());
    return;
  }
  if (const auto made = ledger->rebuild(); !made) {
    findings.bad("rebuild", made.error().text());
    return;
  }
  const auto events = rebuild_events(*ledger);
  if (!events)
    findings.bad("rebuild", events.error().text());
  else
    findings.good("rebuild", fmt::format("indexes, copies and {} made again", counted(events->events, "event")));
}

int run(const Options& options, const Program& program) {
  Findings findings(program.out);
  if (options.rebuild) rebuild(options.ledger, findings);
  look_at_reading(options.files, findings);
  look_at_ledger(options.ledger, findings);
  return findings.sound() ? kDone : kFailed;
}

}  // namespace

void add_doctor(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "doctor", "Check that model, knowledge and ledger are there and whole",
                                  "  attache doctor\n"
                                  "  attache doctor --rebuild\n"
                                  "  attache doctor --ledger caucasus.ledger --knowledge my-knowledge/");
  auto options = std::make_shared<Options>();
  command->add_flag("--rebuild", options->rebuild,
                    "First make anew all that is worked out from articles and claims: indexes, copies, events");
  add_ledger(*command, options->ledger);
  add_reading_files(*command, options->files);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
