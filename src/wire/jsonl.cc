// JSON Lines in pieces, and bytes of a kind that nobody told; see read.h.
#include <algorithm>

#include "wire/read.h"
#include "wire/record.h"
#include "wire/words.h"

namespace attache {
namespace {

constexpr int kLinesToTry = 5;  // one bad line at the top does not make a feed plain copy

}  // namespace

bool opens_like_json(std::string_view bytes) {
  const std::string_view text = trim(bytes.substr(0, 4096));
  return text.starts_with('{') || text.starts_with('[');
}

bool looks_like_jsonl(std::string_view bytes) {
  if (!opens_like_json(bytes)) return false;
  RecordReader records({});
  for (int i = 0; i < kLinesToTry && !bytes.empty(); ++i) {
    const auto stop = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = trim(bytes.substr(0, stop));
    if (line.starts_with('{') && records.is_object(line)) return true;
    bytes.remove_prefix(std::min(bytes.size(), stop + 1));
  }
  return false;
}

struct JsonlReader::State {
  RecordReader records;
  const Taker& taker;
  std::string path;
  std::size_t max_line;
  std::string line;        // the part of the current line that has come in
  bool too_long = false;   // the current line is passed over
  std::size_t number = 1;  // of the current line
  bool more = true;

  State(ReadOptions options, const Taker& to)
      : records(options),
        taker(to),
        path(options.source_path.empty() ? "input" : options.source_path),
        max_line(options.max_line) {}

  std::string where() const { return path + ":" + std::to_string(number); }

  void append(std::string_view piece) {
    if (too_long) return;
    too_long = line.size() + piece.size() > max_line;
    if (too_long) {
      line = {};  // gives the memory back
    } else {
      line += piece;
    }
  }

  void end_line(std::string_view whole) {
    const std::string_view text = trim(whole);
    if (too_long) {
      if (taker.skipped)
        taker.skipped({where(), {RemarkCode::kTooLong, {}, "a line of more than " + std::to_string(max_line) + " bytes"}});
    } else if (!text.empty()) {
      more = records.read(text, where(), taker);
    }
    line.clear();
    too_long = false;
    ++number;
  }
};

JsonlReader::JsonlReader(ReadOptions options, const Taker& taker)
    : state_(std::make_unique<State>(std::move(options), taker)) {}
JsonlReader::~JsonlReader() = default;

bool JsonlReader::feed(std::string_view piece) {
  State& state = *state_;
  while (state.more && !piece.empty()) {
    const auto stop = piece.find('\n');
    if (stop == std::string_view::npos) {
      state.append(piece);
      break;
    }
    state.append(piece.substr(0, stop));
    state.end_line(state.line);
    piece.remove_prefix(stop + 1);
  }
  return state.more;
}

bool JsonlReader::finish() {
  if (state_->more) state_->end_line(state_->line);
  return state_->more;
}

void read_bytes(std::string bytes, const ReadOptions& options, const Taker& taker) {
  if (opens_like_json(bytes)) {
    const std::string where = options.source_path.empty() ? "input" : options.source_path;
    RecordReader records(options);
    if (records.read_document(bytes, where, taker)) return;
    if (looks_like_jsonl(bytes)) {
      JsonlReader lines(options, taker);
      if (lines.feed(bytes)) lines.finish();
      return;
    }
  }
  taker.article(read_plain(std::move(bytes), options));
}

}  // namespace attache
