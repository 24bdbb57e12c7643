// attache knowledge: checks folders of knowledge, compiles them, and shows what a sentence comes to with them.
#include <fmt/core.h>

#include "app/cli/command.h"
#include "app/export/words.h"
#include "app/pipeline/pipeline.h"
#include "coding/frame.h"
#include "knowledge/compile.h"
#include "language/conllu.h"
#include "wire/read.h"

namespace attache {
namespace {

struct Options {
  std::vector<std::string> folders;
  ReadingFiles files;
  std::string out = "attache.knowledge";
  std::string text;  ///< of `try`
  std::string published;
  bool tree = false;
};

/// Our knowledge with the folders on top, and all that is wrong with them, printed where editors look for FILE:LINE:.
Result<std::string> compile(const Options& options, std::size_t& wrong) {
  const auto base = open_knowledge(options.files);
  if (!base) return tl::unexpected<Error>(base.error());
  std::vector<Complaint> complaints;
  auto bytes = compile_overlay(*base, options.folders, complaints);
  if (!bytes) return bytes;
  const auto whole = Knowledge::from_bytes(*bytes);
  if (!whole) return tl::unexpected<Error>(whole.error());
  const FrameTable frames(whole->stanzas("frames"), complaints);
  for (const Complaint& complaint : complaints) put(complaint.text() + "\n");
  wrong = complaints.size();
  return bytes;
}

int check(const Options& options, const Program& /*program*/) {
  std::size_t wrong = 0;
  const auto bytes = compile(options, wrong);
  if (!bytes) return report(bytes.error());
  say(wrong == 0 ? "nothing wrong found" : counted(wrong, "thing") + " to mend");
  return wrong == 0 ? kDone : kFailed;
}

int write(const Options& options, const Program& /*program*/) {
  std::size_t wrong = 0;
  const auto bytes = compile(options, wrong);
  if (!bytes) return report(bytes.error());
  if (wrong > 0) return report({Fault::kIncorrect, "not written: " + counted(wrong, "thing") + " to mend", options.out, ""});
  if (const auto written = write_whole_file(options.out, *bytes); !written) return report(written.error());
  say(fmt::format("{}: {} bytes; use it with --knowledge-file {}", options.out, bytes->size(), options.out));
  return kDone;
}

std::string known_as(const ActorMention& m) {
  const std::string id = m.actor.empty() ? "not registered" : m.actor;
  return fmt::format("{} ({})", joined(std::vector{m.party.name, m.party.code, m.party.sector}, " "), id);
}

/// What the sentence's words stand for, one mention a line.
void put_mentions(const Document& document, const Grounding& grounding) {
  const auto line = [&](std::string_view kind, TokenSpan tokens, const std::string& meaning, const std::string& runner_up) {
    put(fmt::format("  {:<6} {:<40} {}{}\n", kind, fmt::format("\"{}\"", document.words(tokens)), meaning,
                    runner_up.empty() ? "" : "; else " + runner_up));
  };
  for (const ActorMention& m : grounding.actors) line("actor", m.tokens, known_as(m), m.runner_up);
  for (const PlaceMention& m : grounding.places)
    line("place", m.tokens,
         fmt::format("{} {} {}", m.kind, m.place.country, m.place.key.empty() ? "not registered" : m.place.key), m.runner_up);
  for (const ForceMention& m : grounding.forces) line("force", m.tokens, in_words(m.force), "");
  for (const TimeMention& m : grounding.times) line("time", m.tokens, m.value.empty() ? "not resolved" : m.value, "");
}

int try_out(const Options& options, const Program& /*program*/) {
  const auto pipeline = Pipeline::open(options.files);
  if (!pipeline) return report(pipeline.error());
  ReadOptions reading;
  if (!options.published.empty()) {
    const auto day = parse_instant(options.published);
    if (!day) return report({Fault::kIncorrect, "no date", options.published, "write 2024-05-09"});
    reading.published = ReportedTime{day->seconds};
  }
  Analyser::Workspace workspace;
  const ReadArticle read = pipeline->read(read_plain(options.text, reading), workspace);
  if (options.tree) put(to_conllu(read.document));
  put("Names\n");
  put_mentions(read.document, read.grounding);
  put("\nFrames: + fits, - lacks\n" + pipeline->coder().explain(read.document, read.grounding) + "\nClaims\n");
  for (const Claim& claim : read.coded.claims) {
    put(fmt::format("  {}, {}: {}{}{}{}{}{}\n", what_in_words(claim.event, claim.mode, claim.posture),
                    status_in_words(claim.status, claim.negated), in_words(claim.actor),
                    claim.recipient.empty() ? "" : " to " + in_words(claim.recipient),
                    claim.force ? "; force " + in_words(*claim.force) : "",
                    claim.place.empty() ? "" : "; at " + in_words(claim.place),
                    time_of(claim).empty() ? "" : "; " + time_of(claim),
                    claim.attribution.empty() ? "" : "; by " + in_words(claim.attribution)));
  }
  if (read.coded.claims.empty()) put("  none\n");
  return kDone;
}

}  // namespace

void add_knowledge(CLI::App& app, Program& program) {
  CLI::App* command =
      add_command(app, "knowledge", "Check, compile and try knowledge of your own",
                  "  attache knowledge check my-knowledge/\n"
                  "  attache knowledge compile my-knowledge/ --out mine.knowledge\n"
                  "  attache knowledge try 'Turkey pulled its soldiers out of Iraq.' --knowledge my-knowledge/");
  command->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto add = [&](const std::string& name, const std::string& summary, const std::string& examples,
                       int (*run)(const Options&, const Program&)) {
    CLI::App* part = add_command(*command, name, summary, examples);
    part->add_option("DIR", options->folders, "Folders laid out like ours: actors/, places/, frames/, ...")->required();
    part->add_option("--knowledge-file", options->files.knowledge_file,
                     "The compiled knowledge to put them on, instead of ours")
        ->envname("ATTACHE_KNOWLEDGE_FILE")
        ->type_name("FILE");
    when_chosen(*part, program, options, run);
    return part;
  };
  add("check", "Say what is wrong with folders of knowledge", "  attache knowledge check my-knowledge/", check);
  add("compile", "Put folders of knowledge on top of ours, in one file",
      "  attache knowledge compile my-knowledge/ --out mine.knowledge", write)
      ->add_option("--out", options->out, "The file to write")
      ->type_name("FILE")
      ->capture_default_str();

  CLI::App* attempt = add_command(
      *command, "try", "Show what a sentence comes to: its names, the frames that fit or what they lack, its claims",
      "  attache knowledge try 'Turkey pulled its soldiers out of northern Iraq on Monday.' --published 2024-05-09\n"
      "  attache knowledge try 'The Coastal Volunteers seized the port.' --knowledge my-knowledge/");
  attempt->add_option("TEXT", options->text, "A sentence, or an article")->required();
  attempt->add_option("--published", options->published, "The day of publication, which relative times count from")
      ->type_name("DATE");
  attempt->add_flag("--tree", options->tree, "Show the parse too, as CoNLL-U");
  add_reading_files(*attempt, options->files);
  when_chosen(*attempt, program, options, try_out);
}

}  // namespace attache
