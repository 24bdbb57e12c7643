// What all commands share: the terminal, the options that several have, and how they end.
//
// A command is one file of this folder: add_NAME() gives CLI11 its options and, when the user chooses it, sets
// Program::run. main.cc lists the commands, parses, and runs the chosen one. Data go to standard output, messages to
// standard error; run() gives the exit code: 0 done, 1 nothing found, 2 an error.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "app/pipeline/locate.h"
#include "app/terminal/terminal.h"
#include "base/result.h"
#include "facts/clock.h"
#include "ledger/ledger.h"

namespace attache {

inline constexpr int kDone = 0;
inline constexpr int kNothingFound = 1;
inline constexpr int kFailed = 2;

/// One run of the program.
struct Program {
  Terminal out = look_at(stdout);
  Terminal err = look_at(stderr);
  std::function<int()> run;  ///< what the chosen command does
};

/// Makes the named command; `examples` are what its --help begins with.
CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& summary, const std::string& examples);
/// When the user chooses the command, `run` is what the program does with its options.
template <class Options>
void when_chosen(CLI::App& command, Program& program, std::shared_ptr<Options> options,
                 int (*run)(const Options&, const Program&)) {
  command.callback([options = std::move(options), run, &program] {
    program.run = [options, run, &program] { return run(*options, program); };
  });
}

void add_read(CLI::App& app, Program& program);
void add_code(CLI::App& app, Program& program);
void add_claims(CLI::App& app, Program& program);
void add_events(CLI::App& app, Program& program);
void add_presence(CLI::App& app, Program& program);
void add_why(CLI::App& app, Program& program);
void add_sources(CLI::App& app, Program& program);
void add_diff(CLI::App& app, Program& program);
void add_serve(CLI::App& app, Program& program);
void add_derive(CLI::App& app, Program& program);
void add_history(CLI::App& app, Program& program);
void add_review(CLI::App& app, Program& program);
void add_judge(CLI::App& app, Program& program);
void add_judgements(CLI::App& app, Program& program);
void add_recode(CLI::App& app, Program& program);
void add_backup(CLI::App& app, Program& program);
void add_export(CLI::App& app, Program& program);
void add_doctor(CLI::App& app, Program& program);
void add_knowledge(CLI::App& app, Program& program);

/// Prints the error's one line on standard error and gives kFailed.
int report(const Error& error);
/// Prints a message on standard error.
void say(const std::string& message);
/// Prints data on standard output.
void put(std::string_view data);

/// How an answer is written.
struct Format {
  bool json = false;
  bool csv = false;
  bool wide = false;  ///< all columns, for people
  [[nodiscard]] bool for_people() const { return !json && !csv; }
};
void add_format(CLI::App& command, Format& format);
void add_wide(CLI::App& command, Format& format);

void add_ledger(CLI::App& command, std::string& path);
void add_reading_files(CLI::App& command, ReadingFiles& files);

/// The ledger at `path`, to be read.
[[nodiscard]] Result<Ledger> open_for_reading(const std::string& path);

/// The machine's clock; the only place that looks at it for the ledger.
[[nodiscard]] RecordedTime now();

}  // namespace attache
