// Files, folders and streams; see files.h.
#include "wire/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include "wire/record.h"
#include "wire/words.h"

namespace attache {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{1} << 18U;

enum class Kind { kPlain, kJsonl, kJson, kUnknown };

Kind kind_of(const fs::path& path) {
  const std::string ending = path.extension().string();
  if (equals_fold(ending, ".jsonl") || equals_fold(ending, ".ndjson")) return Kind::kJsonl;
  if (equals_fold(ending, ".json")) return Kind::kJson;
  if (ending.empty() || equals_fold(ending, ".txt") || equals_fold(ending, ".md") || equals_fold(ending, ".text"))
    return Kind::kPlain;
  return Kind::kUnknown;
}

// Up to `limit` bytes of the stream onto `out`.
void read_up_to(std::istream& stream, std::size_t limit, std::string& out) {
  std::string piece(kPiece, '\0');
  while (out.size() < limit && stream) {
    stream.read(piece.data(), static_cast<std::streamsize>(std::min(piece.size(), limit - out.size())));
    out.append(piece, 0, static_cast<std::size_t>(stream.gcount()));
  }
}

// More than a few NUL bytes and no UTF-16 mark: a picture, a program, an archive.
bool is_binary(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return false;
  return static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0')) * 100 > head.size();
}

// Counts what passes through on its way to the caller's taker.
class Counter {
 public:
  explicit Counter(const Taker& to) : to_(to) {
    taker.article = [this](Article&& article) {
      ++count.articles;
      const bool more = to_.article(std::move(article));
      count.ended = count.ended || !more;
      return more;
    };
    taker.skipped = [this](const Skipped& skipped) {
      ++count.skipped;
      if (to_.skipped) to_.skipped(skipped);
    };
  }
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  void skip(const std::string& where, std::string why) { taker.skipped({where, {RemarkCode::kBadRecord, {}, std::move(why)}}); }

  Taker taker;
  ReadCount count;

 private:
  const Taker& to_;
};

Result<void> read_records(std::istream& stream, std::string head, const ReadOptions& options, Counter& counter) {
  JsonlReader lines(options, counter.taker);
  bool more = lines.feed(head);
  std::string piece(kPiece, '\0');
  while (more && stream) {
    stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    more = lines.feed(std::string_view(piece).substr(0, static_cast<std::size_t>(stream.gcount())));
  }
  if (more) lines.finish();
  if (stream.bad())
    return failure(Fault::kEnvironment, "reading stopped: " + std::string(std::strerror(errno)), options.source_path);
  return {};
}

// Reads what is left of a stream whose kind is open; `head` has been read off it.
Result<void> read_open_kind(std::istream& stream, std::string head, const ReadOptions& options, Counter& counter) {
  if (looks_like_jsonl(head)) return read_records(stream, std::move(head), options, counter);
  const bool json = opens_like_json(head);
  read_up_to(stream, json ? kLargestJson + 1 : options.max_bytes + 1, head);  // one more, so that a cut is seen and told
  if (stream.bad())
    return failure(Fault::kEnvironment, "reading stopped: " + std::string(std::strerror(errno)), options.source_path);
  read_bytes(std::move(head), options, counter.taker);
  return {};
}

Result<void> read_file(const fs::path& path, Kind kind, bool in_folder, const ReadOptions& given, Counter& counter) {
  ReadOptions options = given;
  options.source_path = path.string();
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    const std::string why = "cannot open the file: " + std::string(std::strerror(errno));
    if (!in_folder)
      return failure(Fault::kEnvironment, why, options.source_path, "check the name and your permission to read it");
    counter.skip(options.source_path, why);
    return {};
  }
  ++counter.count.files;
  if (kind == Kind::kJsonl) return read_records(stream, {}, options, counter);
  std::string head;
  read_up_to(stream, kPiece, head);
  if (kind == Kind::kJson) {
    if (looks_like_jsonl(head)) return read_records(stream, std::move(head), options, counter);
    read_up_to(stream, kLargestJson + 1, head);
    if (head.size() > kLargestJson) {
      return failure(Fault::kUnsupported, "a JSON file of more than " + std::to_string(kLargestJson >> 20U) + " MiB",
                     options.source_path, "write one record a line (jq -c '.[]') and name it .jsonl");
    }
    RecordReader records(options);
    if (!records.read_document(head, options.source_path, counter.taker))
      counter.skip(options.source_path, "neither a JSON array nor a JSON object");
    return {};
  }
  if (is_binary(head)) {
    counter.skip(options.source_path, "not text");
    return {};
  }
  return read_open_kind(stream, std::move(head), options, counter);
}

Result<void> read_folder(const fs::path& folder, bool inner, const ReadOptions& options, Counter& counter) {
  std::error_code error;
  std::vector<fs::path> members;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) members.push_back(it->path());
  if (error) {
    const std::string why = "cannot open the folder: " + error.message();
    if (!inner) return failure(Fault::kEnvironment, why, folder.string(), "check your permission to read it");
    counter.skip(folder.string(), why);
    return {};
  }
  std::sort(members.begin(), members.end());
  for (const fs::path& member : members) {
    if (counter.count.ended) return {};
    if (member.filename().string().starts_with('.')) continue;
    std::error_code ignored;  // what is neither file nor folder is passed over
    if (fs::is_directory(member, ignored)) {
      if (fs::is_symlink(member, ignored)) continue;  // it may lead back up
      if (auto done = read_folder(member, true, options, counter); !done) return done;
    } else if (fs::is_regular_file(member, ignored)) {
      const Kind kind = kind_of(member);
      if (kind == Kind::kUnknown) {
        counter.skip(member.string(), "not a kind of file that is read");
      } else if (auto done = read_file(member, kind, true, options, counter); !done) {
        return done;
      }
    }
  }
  return {};
}

}  // namespace

Result<ReadCount> read_path(const std::string& path, const ReadOptions& options, const Taker& taker) {
  Counter counter(taker);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return failure(Fault::kEnvironment,
                   error && error != std::errc::no_such_file_or_directory ? "cannot be opened: " + error.message()
                                                                          : "no such file or folder",
                   path, "check the name; a - reads standard input");
  }
  Result<void> done;
  if (fs::is_directory(status)) {
    done = read_folder(path, false, options, counter);
  } else {
    const Kind kind = kind_of(path);
    done = read_file(path, kind == Kind::kUnknown ? Kind::kPlain : kind, false, options, counter);
  }
  if (!done) return tl::unexpected(done.error());
  return counter.count;
}

Result<ReadCount> read_stream(std::istream& stream, const ReadOptions& options, const Taker& taker) {
  Counter counter(taker);
  counter.count.files = 1;
  std::string head;
  read_up_to(stream, kPiece, head);
  auto done = read_open_kind(stream, std::move(head), options, counter);
  if (!done) return tl::unexpected(done.error());
  return counter.count;
}

}  // namespace attache
