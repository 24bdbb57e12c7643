// attache: reads the news wire and keeps a sourced ledger. This file lists the commands and parses the command line.
#include <clocale>
#include <csignal>
#include <cstdio>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include "app/cli/command.h"
#include "app/terminal/suggest.h"

namespace {

using namespace attache;

/// Help that begins with what it is for and with examples; CLI11 would put these last.
class ExamplesFirst : public CLI::Formatter {
 public:
  ExamplesFirst() { column_width(34); }
  std::string make_description(const CLI::App* app) const override {
    std::string out = app->get_description() + "\n";
    if (!app->get_footer().empty()) out += "\n" + app->get_footer() + "\n";
    return out + "\n";
  }
  std::string make_footer(const CLI::App* /*app*/) const override { return ""; }
};

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> out;
  for (const CLI::App* each : app.get_subcommands({})) out.push_back(each->get_name());
  return out;
}

std::vector<std::string> flag_names(const CLI::App& app) {
  std::vector<std::string> out;
  for (const CLI::Option* each : app.get_options()) {
    for (const std::string& name : each->get_lnames()) out.push_back("--" + name);
  }
  return out;
}

/// What is wrong with the command line, in one line with a way on.
std::string explain(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* chosen = &app;
  while (!chosen->get_subcommands().empty()) chosen = chosen->get_subcommands().front();
  const std::string help = chosen == &app ? "attache --help" : "attache " + chosen->get_name() + " --help";
  const auto leftover = app.remaining(true);
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && chosen == &app && leftover.empty()) {
    return "give a command; see " + help;
  }
  if (leftover.empty()) return std::string(error.what()) + "; see " + help;
  const std::string& word = leftover.front();
  const bool flag = word.starts_with("-");
  const auto meant = nearest(word.substr(0, word.find('=')), flag ? flag_names(*chosen) : command_names(*chosen));
  std::string out = flag             ? "there is no option " + word
                    : chosen == &app ? "there is no command '" + word + "'"
                                     : "'" + word + "' is too much";
  if (meant) return out + "; did you mean '" + *meant + "'?";
  return out + "; see " + help;
}

/// A standard stream that the caller has closed becomes the empty one, so that no file that we open takes its number: what
/// is written to standard output must not land in the ledger.
void keep_standard_streams() {
  for (int at = ::open("/dev/null", O_RDWR); at >= 0; at = ::open("/dev/null", O_RDWR)) {
    if (at <= STDERR_FILENO) continue;
    ::close(at);
    return;
  }
}

/// The exit code, once all that was written has arrived: a full disk behind standard output is an error.
int finished(int code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  return report({Fault::kEnvironment, "not all could be written", "standard output",
                 "see that the disk has room, then run the command again"});
}

}  // namespace

int main(int argc, char** argv) {
  keep_standard_streams();
  std::setlocale(LC_CTYPE, "");
  std::signal(SIGPIPE, SIG_DFL);  // `attache claims | head` ends quietly

  Program program;
  CLI::App app("Reads the news wire and keeps a sourced ledger of what states and armed forces do.", "attache");
  app.footer(
      "  attache read dispatches/                     read a folder of articles into ./attache.ledger\n"
      "  attache presence --of Russia --in Armenia --on 2024-08-02 --known-by 2024-05-10\n"
      "  attache claims --of Russia --posture withdraw\n"
      "  attache why 3f2a                             the sentence behind a claim\n"
      "  attache serve -o                             the ledger as a page, in the browser\n"
      "  attache code article.txt | jq .claims        claims as JSON, without a ledger");
  app.formatter(std::make_shared<ExamplesFirst>());
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.set_version_flag("--version", "attache " ATTACHE_VERSION);
  app.require_subcommand(0, 1);
  for (const auto& [cli11, ours] :
       {std::pair{"SUBCOMMAND", "COMMAND"}, {"REQUIRED", ""}, {"TEXT", ""}, {"Positionals", "Arguments"}}) {
    app.get_formatter()->label(cli11, ours);
  }

  for (const auto add :
       {add_read, add_code, add_claims, add_events, add_presence, add_why, add_history, add_diff, add_sources, add_serve,
        add_review, add_judge, add_judgements, add_derive, add_recode, add_backup, add_export, add_doctor, add_knowledge}) {
    add(app, program);
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {  // --help, --version
    return app.exit(wanted);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "attache: {}\n", explain(app, error));
    return kFailed;
  }
  if (!program.run) {
    fmt::print("{}", app.help());
    return kFailed;
  }
  return finished(program.run());
}
