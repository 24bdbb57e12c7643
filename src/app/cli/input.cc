// Input of the reading commands; see input.h.
#include "app/cli/input.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include <fmt/core.h>

#include "app/export/words.h"
#include "wire/files.h"

namespace attache {
namespace fs = std::filesystem;

void add_input(CLI::App& command, InputOptions& options) {
  command.add_option("PATH", options.paths, "Files and folders: plain copy or JSON Lines; - for standard input")->required();
  command.add_option("--published", options.published, "When it was published, where the copy does not say")->type_name("TIME");
  command.add_option("--outlet", options.outlet, "Who published it, where the copy does not say")->type_name("NAME");
  command.add_option("--threads", options.threads, "How many threads read; 0: as many as the machine has")
      ->type_name("N")
      ->check(CLI::Range(0, 256).description(""));
}

unsigned thread_count(const InputOptions& options) {
  return options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

Result<InputCount> read_input(const InputOptions& options, const std::function<bool(Article&&)>& take) {
  ReadOptions read;
  read.outlet = options.outlet;
  if (!options.published.empty()) {
    const auto instant = parse_instant(options.published);
    if (!instant) {
      return failure(Fault::kIncorrect, "not a time", "--published " + options.published,
                     "write it as 2024-05-09 or 2024-05-09T12:30:00Z");
    }
    read.published = ReportedTime{instant->seconds};
    read.published_day_only = instant->day_only;
    read.published_east = instant->east;
  }
  InputCount count;
  Taker taker;
  taker.article = [&](Article&& article) {
    ++count.articles;
    return take(std::move(article));
  };
  taker.skipped = [&](const Skipped& skipped) {
    ++count.skipped;
    say(fmt::format("attache: {}: skipped: {}{}", skipped.where, in_words(skipped.remark.code),
                    skipped.remark.detail.empty() ? "" : ": " + skipped.remark.detail));
  };
  for (const std::string& path : options.paths) {
    if (path == "-") read.source_path = "standard input";
    const auto done = path == "-" ? read_stream(std::cin, read, taker) : read_path(path, read, taker);
    read.source_path.clear();
    if (!done) {
      report(done.error());
      ++count.failed;
    } else if (done->ended) {
      break;
    }
  }
  return count;
}

std::size_t guess_articles(const std::vector<std::string>& paths) {
  std::size_t out = 0;
  constexpr std::uintmax_t kLargest = std::uintmax_t{256} << 20U;  // counting the lines of more takes too long
  const auto count = [&](const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const auto ending = file.extension();
    if (error || size > kLargest || ending == ".json") return false;
    if (ending != ".jsonl" && ending != ".ndjson") {
      ++out;
      return true;
    }
    std::ifstream stream(file, std::ios::binary);
    out += static_cast<std::size_t>(std::count(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>(), '\n'));
    return true;
  };
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) {
      if (!count(path)) return 0;
    } else if (fs::is_directory(path, error)) {
      for (const auto& entry : fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error)) {
        if (entry.is_regular_file(error) && !count(entry.path())) return 0;
      }
    } else {
      return 0;  // standard input
    }
  }
  return out;
}

void RemarkCount::add(const CodedArticle& coded) {
  for (const auto* remarks : {&coded.article.remarks, &coded.remarks}) {
    for (const Remark& remark : *remarks) ++counts_[remark.code];
  }
}

std::size_t RemarkCount::total() const {
  std::size_t out = 0;
  for (const auto& [code, count] : counts_) out += count;
  return out;
}

std::string RemarkCount::text() const {
  std::string out;
  for (const auto& [code, count] : counts_) {
    out += fmt::format("{}  {} × remark {}: {}", out.empty() ? "" : "\n", count, static_cast<int>(code), in_words(code));
  }
  return out;
}

}  // namespace attache
