// attache knowledge: checks folders of knowledge and compiles them.
#include <fmt/core.h>

#include "app/cli/command.h"
#include "app/export/words.h"
#include "app/pipeline/pipeline.h"
#include "coding/frame.h"
#include "knowledge/compile.h"

namespace attache {
namespace {

struct Options {
  std::vector<std::string> folders;
  ReadingFiles files;
  std::string out = "attache.knowledge";
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

}  // namespace

void add_knowledge(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "knowledge", "Check and compile knowledge of your own",
                                  "  attache knowledge check my-knowledge/\n"
                                  "  attache knowledge compile my-knowledge/ --out mine.knowledge");
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
}

}  // namespace attache
