// attache serve: the ledger as a page and an API, on this machine unless told otherwise.
#include <array>
#include <csignal>
#include <thread>

#include <fmt/core.h>
#include <pthread.h>
#include <spawn.h>

#include "app/cli/command.h"
#include "app/http/server.h"

extern char** environ;

namespace attache {
namespace {

constexpr int kPort = 8017;

struct Options {
  std::string ledger, address = "127.0.0.1";
  int port = kPort;
  bool open = false;
  std::vector<std::string> host_names;
  ReadingFiles files;
};

// The desktop's own way to show an address; the address stands on the terminal too, so nothing is lost where there is none.
void open_browser(const std::string& address) {
  std::string program = "xdg-open", argument = address;
  std::array<char*, 3> arguments = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments.data(), environ) != 0)
    say("attache: no xdg-open here; open the address yourself");
}

int run(const Options& options, const Program& /*program*/) {
  // Blocked before any thread starts, so that only the one that waits for them gets them.
  sigset_t ends;
  sigemptyset(&ends);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ends, signal);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a browser that goes away ends nothing

  http::ServeOptions serve;
  serve.ledger = options.ledger;
  serve.files = options.files;
  serve.address = options.address;
  serve.port = options.port;
  serve.host_names = options.host_names;
  serve.log = [](const std::string& line) { say(to_iso(now().seconds) + " " + line); };
  const auto server = http::Server::open(std::move(serve));
  if (!server) return report(server.error());
  if (!(*server)->has_page()) say("attache: built without its page; the API is here all the same");
  if (!(*server)->can_read()) say("attache: no model or knowledge found: nothing can be tried, names are taken as codes");
  const bool loopback = options.address == "127.0.0.1" || options.address == "localhost" || options.address == "::1";
  if (!loopback) say("attache: anybody who reaches " + options.address + " can read this ledger; see docs/serve.md");
  const std::string shown = options.address == "0.0.0.0" || options.address == "::" ? "localhost" : options.address;
  const std::string address =
      fmt::format("http://{}:{}/", shown.find(':') == std::string::npos ? shown : "[" + shown + "]", (*server)->port());
  put(address + "\n");
  std::fflush(stdout);
  if (options.open) open_browser(address);
  std::thread waits([&] {
    int signal = 0;
    sigwait(&ends, &signal);
    (*server)->stop();
  });
  (*server)->run();
  pthread_kill(waits.native_handle(), SIGTERM);  // where run() ended by itself
  waits.join();
  return kDone;
}

}  // namespace

void add_serve(CLI::App& app, Program& program) {
  CLI::App* command = add_command(app, "serve", "Show the ledger as a page in the browser, and answer questions as JSON",
                                  "  attache serve -o              the page of ./attache.ledger, opened in the browser\n"
                                  "  attache serve news.ledger --port 9000\n"
                                  "  curl 'http://localhost:8017/api/presence?of=Russia&in=Armenia&on=2024-08-02'");
  auto options = std::make_shared<Options>();
  options->ledger = "attache.ledger";
  command->add_option("LEDGER,--ledger", options->ledger, "The ledger's file")
      ->envname("ATTACHE_LEDGER")
      ->type_name("FILE")
      ->capture_default_str();
  command->add_flag("-o,--open", options->open, "Open the page in the browser");
  command->add_option("--port", options->port, "Where to listen; 0: any port that is free")
      ->type_name("N")
      ->check(CLI::Range(0, 65535).description(""))
      ->capture_default_str();
  command->add_option("--address", options->address, "The address to listen on; others than this machine can then reach it")
      ->type_name("IP")
      ->capture_default_str();
  command->add_option("--host-name", options->host_names, "A name that it may be asked as, behind a proxy; may be repeated")
      ->allow_extra_args(false)
      ->type_name("NAME");
  add_reading_files(*command, options->files);
  when_chosen(*command, program, std::move(options), run);
}

}  // namespace attache
