// Shared options and endings; see command.h.
#include "app/cli/command.h"

#include <chrono>
#include <cstdio>

namespace attache {

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& summary, const std::string& examples) {
  CLI::App* command = app.add_subcommand(name, summary);
  command->footer(examples)->group("Commands");
  return command;
}

int report(const Error& error) {
  say("attache: " + error.text());
  return kFailed;
}

// fmt::print would throw where standard error cannot be written.
void say(const std::string& message) { std::fputs((message + "\n").c_str(), stderr); }

void put(std::string_view data) { std::fwrite(data.data(), 1, data.size(), stdout); }

void add_format(CLI::App& command, Format& format) {
  auto* json = command.add_flag("--json", format.json, "Write JSON, one object a line");
  command.add_flag("--csv", format.csv, "Write CSV with a header line")->excludes(json);
}

void add_wide(CLI::App& command, Format& format) {
  command.add_flag("--wide", format.wide, "Every column of --csv, as a table as wide as it needs to be")
      ->excludes("--json", "--csv");
}

void add_ledger(CLI::App& command, std::string& path) {
  path = "attache.ledger";
  command.add_option("--ledger", path, "The ledger's file")
      ->envname("ATTACHE_LEDGER")
      ->type_name("FILE")
      ->capture_default_str();
}

void add_reading_files(CLI::App& command, ReadingFiles& files) {
  command.add_option("--knowledge", files.knowledge, "A folder of your own knowledge, on top of ours; may be repeated")
      ->allow_extra_args(false)  // one folder a flag: what follows is a PATH
      ->type_name("DIR");
  command.add_option("--knowledge-file", files.knowledge_file, "The compiled knowledge to use instead of ours")
      ->envname("ATTACHE_KNOWLEDGE_FILE")
      ->type_name("FILE");
  command.add_option("--model", files.model, "The language model to use instead of ours")
      ->envname("ATTACHE_MODEL")
      ->type_name("FILE");
}

Result<Ledger> open_for_reading(const std::string& path) { return Ledger::open(path, OpenMode::kRead); }

RecordedTime now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::seconds>(since).count()};
}

}  // namespace attache
