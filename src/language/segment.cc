// The scanner of words and the rules of sentence ends; see segment.h.
//
// Words: the paragraph falls into chunks at white space. Within a chunk, a run of letters and digits grows over a
// connecting character (stop, comma, apostrophe, hyphen, slash, ...) where the characters on both sides say so, and
// every other character is a word of its own. Clitics and units are then split from the run's end.
// Sentences: decided between two words by the first one's kind of stop and by what stands behind it.
#include "language/segment.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "language/orthography.h"
#include "language/word_features.h"

namespace attache {
namespace {

using namespace std::string_view_literals;

constexpr bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_ascii_alnum(char c) { return (c >= '0' && c <= '9') || is_ascii_letter(c); }
constexpr bool is_upper_or_other_start(char32_t c) { return is_letter(c) && lower(c) != c; }
constexpr bool is_lower(char32_t c) { return is_letter(c) && (c < 0x80 ? c >= U'a' : lower(c) == c && c < 0x500); }
constexpr bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'\u2019'; }
constexpr bool is_quote(char32_t c) {
  return c == U'"' || c == U'\'' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A;
}
constexpr bool is_opening(char32_t c) {
  return c == U'(' || c == U'[' || c == U'{' || c == 0x201C || c == 0x2018 || c == 0x201E || c == 0xAB;
}
constexpr bool is_closing(char32_t c) {
  return c == U')' || c == U']' || c == U'}' || c == 0x201D || c == 0x2019 || c == 0xBB || c == U'"' || c == U'\'';
}
constexpr bool is_bullet(char32_t c) {
  return c == 0x2022 || c == 0x2023 || c == 0x25AA || c == 0x25CF || c == 0x25E6 || c == 0x25A0 || c == 0x2043;
}
/// Emoji and other pictures, and what only alters one: a colour of skin, the form that is a picture.
constexpr bool is_picture(char32_t c) { return (c >= 0x1F000 && c < 0x1FB00) || (c >= 0x2600 && c < 0x27C0); }
constexpr bool alters_picture(char32_t c) { return c == 0xFE0F || c == 0x20E3 || (c >= 0x1F3FB && c <= 0x1F3FF); }
constexpr bool is_flag_half(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }
constexpr bool is_word_letter(char32_t c) { return is_letter(c) && !is_picture(c) && !alters_picture(c); }
constexpr bool is_space(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/// Lower case of a short piece of text in a fixed buffer; a longer one gives an empty view.
class Lowered {
 public:
  explicit Lowered(std::string_view word) {
    if (word.size() > buffer_.size()) return;
    for (std::size_t at = 0; at < word.size();) {
      const auto byte = static_cast<unsigned char>(word[at]);
      if (byte < 0x80) {
        buffer_[at++] = static_cast<char>(lower(byte));
        continue;
      }
      // Both cases of a letter that the lists may hold take the same number of bytes.
      const CodePoint c = decode_utf8(word, at);
      std::string small;
      append_utf8(small, lower(c.value));
      if (small.size() != c.length) return;
      std::copy(small.begin(), small.end(), buffer_.begin() + static_cast<std::ptrdiff_t>(at));
      at += c.length;
    }
    size_ = word.size();
  }
  [[nodiscard]] std::string_view view() const { return {buffer_.data(), size_}; }

 private:
  std::array<char, 16> buffer_{};
  std::size_t size_ = 0;
};

/// Scans one paragraph; `end` bounds it, offsets are those of the whole text.
class Scanner {
 public:
  Scanner(std::string_view text, ByteSpan paragraph, const Orthography& orthography, Segments& out)
      : o_(orthography),
        text_(text.substr(0, paragraph.end)),
        end_(static_cast<std::uint32_t>(text_.size())),
        at_(paragraph.begin),
        out_(out),
        first_(out.words.size()) {}

  void run() {
    while (true) {
      while (at_ < end_) {
        const CodePoint c = point(at_);
        if (!is_space(c.value)) break;
        at_ += c.length;
      }
      if (at_ >= end_) break;
      chunk_end_ = at_;
      while (chunk_end_ < end_) {
        const CodePoint c = point(chunk_end_);
        if (is_space(c.value)) break;
        chunk_end_ += c.length;
      }
      chunk();
      if (out_.words.size() > first_) out_.words.back().space_after = true;
    }
    sentences();
  }

 private:
  [[nodiscard]] CodePoint point(std::uint32_t at) const {
    const auto byte = static_cast<unsigned char>(text_[at]);
    return byte < 0x80 ? CodePoint{byte, 1} : decode_utf8(text_, at);
  }
  /// The code point at `at`, or a space past the chunk's end.
  [[nodiscard]] char32_t peek(std::uint32_t at) const { return at < chunk_end_ ? point(at).value : U' '; }
  /// The ASCII character before `at`; some letter where it is none.
  [[nodiscard]] char32_t byte_before(std::uint32_t at) const {
    const auto byte = static_cast<unsigned char>(text_[at - 1]);
    return byte < 0x80 ? byte : U'a';
  }
  [[nodiscard]] std::string_view piece(std::uint32_t begin, std::uint32_t end) const {
    return text_.substr(begin, end - begin);
  }
  [[nodiscard]] std::string_view form(std::size_t word) const {
    const ByteSpan s = out_.words[word].span;
    return text_.substr(s.begin, s.size());
  }

  void emit(std::uint32_t begin, std::uint32_t end) {
    if (end - begin > kMaxWordBytes) {
      out_.remarks.push_back({RemarkCode::kTokenCut, {begin, end}, std::to_string(end - begin) + " bytes without a space"});
      while (end - begin > kMaxWordBytes) {
        std::uint32_t cut = begin + kMaxWordBytes;
        while (cut > begin + 1 && (static_cast<unsigned char>(text_[cut]) & 0xC0U) == 0x80U) --cut;
        out_.words.push_back({{begin, cut}, false});
        begin = cut;
      }
    }
    if (begin < end) out_.words.push_back({{begin, end}, false});
  }

  void chunk() {
    const bool may_hold_address = piece(at_, chunk_end_).find_first_of("./@"sv) != std::string_view::npos;
    while (at_ < chunk_end_) {
      const CodePoint c = point(at_);
      if (!is_word_letter(c.value) && !is_ascii_digit(c.value)) {
        mark(c);
      } else if (!may_hold_address || !address()) {
        word();
      }
    }
  }

  /// Takes the web or mail address that starts here, if one does.
  bool address() {
    std::uint32_t stop = std::min(chunk_end_, at_ + kMaxAddressBytes);
    while (stop < chunk_end_ && stop > at_ + 1 && (static_cast<unsigned char>(text_[stop]) & 0xC0U) == 0x80U) --stop;
    const std::string_view rest = piece(at_, stop);
    const std::size_t size = std::max(mail_size(rest), web_size(rest));
    if (size == 0) return false;
    const std::uint32_t begin = at_;
    at_ += static_cast<std::uint32_t>(size);
    emit(begin, at_);
    return true;
  }
  /// No more is looked at for an address, so that hostile copy costs no more than time in proportion to its length.
  static constexpr std::uint32_t kMaxAddressBytes = 512;
  static constexpr bool is_host(char c) { return is_ascii_alnum(c) || c == '-' || c == '.'; }
  static constexpr bool is_mailbox(char c) { return is_host(c) || c == '_' || c == '%' || c == '+'; }

  /// How much of `rest` is a mail address; within a house it may lack its domain ("Rice@ENRON").
  [[nodiscard]] static std::size_t mail_size(std::string_view rest) {
    const auto sign = std::find_if_not(rest.begin(), rest.end(), is_mailbox);
    if (rest.end() - sign < 2 || *sign != '@' || !is_ascii_alnum(sign[1])) return 0;
    const auto end = std::find_if_not(sign + 1, rest.end(), is_host);
    return rest.substr(0, static_cast<std::size_t>(end - rest.begin())).find_last_not_of(".-"sv) + 1;
  }
  /// How much of `rest` is a web address: to a quote or bracket, without the sentence's marks at its end.
  [[nodiscard]] static std::size_t web_size(std::string_view rest) {
    constexpr auto kOpenings = std::to_array<std::string_view>({"http://", "https://", "www.", "mailto:"});
    const bool opens = std::any_of(kOpenings.begin(), kOpenings.end(), [&](std::string_view o) { return rest.starts_with(o); });
    if (!opens && !host_and_path(rest)) return 0;
    for (const std::string_view stop : {"\""sv, "<"sv, ">"sv, "\u201D"sv, "\u2019"sv}) rest = rest.substr(0, rest.find(stop));
    return rest.find_last_not_of(".,;:!?)]}'"sv) + 1;
  }
  /// "t.me/front_line": a domain of two to four small letters before the first slash and something behind it.
  [[nodiscard]] static bool host_and_path(std::string_view rest) {
    const auto slash = std::find_if_not(rest.begin(), rest.end(), is_host);
    if (rest.end() - slash < 2 || *slash != '/') return false;
    const std::string_view host = rest.substr(0, static_cast<std::size_t>(slash - rest.begin()));
    const std::size_t stop = host.rfind('.');
    if (stop == std::string_view::npos || host.size() - stop < 3 || host.size() - stop > 5) return false;
    const std::string_view domain = host.substr(stop + 1);
    return std::all_of(domain.begin(), domain.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  /// A character that is neither letter nor digit, with its like behind it.
  void mark(CodePoint c) {
    const std::uint32_t begin = at_;
    at_ += c.length;
    const char32_t next = peek(at_);
    switch (c.value) {
      case U'!':
      case U'?':
        while (peek(at_) == U'!' || peek(at_) == U'?') ++at_;
        break;
      case U'.':
        while (peek(at_) == U'.') ++at_;
        if (at_ == begin + 1 && extension_at(at_)) {
          while (is_word_letter(peek(at_))) ++at_;  // "(draft).doc"
        } else if (at_ == begin + 1) {
          while (peek(at_) == U'!' || peek(at_) == U'?') ++at_;
        }
        break;
      case U'-':
      case U'*':
      case U'=':
      case U'_':
      case U'~':
      case U'<':
      case U'>':
      case U'`':
        while (peek(at_) == c.value) ++at_;
        break;
      case U'\'':
      case U'\u2019':
        if (next == c.value) {
          at_ += point(at_).length;
        } else if (clitic_at(at_) || clipped_at(at_)) {
          while (is_word_letter(peek(at_))) ++at_;  // a stray 's, 're; 'em
        } else if (is_ascii_digit(next) && is_ascii_digit(peek(at_ + 1)) && !is_ascii_digit(peek(at_ + 2))) {
          at_ += 2;  // '90s
          if (peek(at_) == U's') ++at_;
        }
        break;
      case U':':
      case U';':
        if (next == U')' || next == U'(' || next == U'D' || next == U'P') {
          if (!is_word_letter(peek(at_ + 1))) ++at_;
        } else if (next == U'-' && (peek(at_ + 1) == U')' || peek(at_ + 1) == U'(')) {
          at_ += 2;
        }
        break;
      case U'@':
      case U'#':
        if (is_word_letter(next) || next == U'_') {
          while (is_word_letter(peek(at_)) || is_ascii_digit(peek(at_)) || peek(at_) == U'_') at_ += point(at_).length;
        }
        break;
      case U'+':
        while (peek(at_) == U'+') ++at_;
        if (at_ == begin + 1 && opens_chunk(begin)) {
          while (is_ascii_digit(peek(at_))) ++at_;  // a telephone's "+44"
        }
        break;
      default:
        if (is_picture(c.value)) finish_picture(c.value);
        break;
    }
    emit(begin, at_);
  }

  /// Whether white space or the paragraph's start is before `at`, where no word has begun.
  [[nodiscard]] bool opens_chunk(std::uint32_t at) const {
    return out_.words.size() == first_ || out_.words.back().span.end < at;
  }

  /// Takes what belongs to the picture before at_: a flag's other half, alterations, pictures joined to it.
  void finish_picture(char32_t c) {
    if (is_flag_half(c) && is_flag_half(peek(at_))) at_ += point(at_).length;
    while (true) {
      const bool joined = peek(at_) == 0x200D && is_picture(peek(at_ + 3));
      if (!joined && !alters_picture(peek(at_))) return;
      if (joined) at_ += 3;
      at_ += point(at_).length;
    }
  }

  /// Whether the letters at `at` are a file's kind and nothing else: pdf, doc.
  [[nodiscard]] bool extension_at(std::uint32_t at) const {
    constexpr auto kExtensions =
        std::to_array<std::string_view>({"csv", "doc", "docx", "exe",  "gif", "htm", "html", "jpeg", "jpg", "mp3", "mp4",
                                         "pdf", "png", "ppt",  "pptx", "rtf", "txt", "xls",  "xlsx", "xml", "zip"});
    std::uint32_t end = at;
    while (is_word_letter(peek(end)) || is_ascii_digit(peek(end))) end += point(end).length;
    return std::binary_search(kExtensions.begin(), kExtensions.end(), Lowered(piece(at, end)).view());
  }

  /// Whether the letters behind an apostrophe are a word that it clips: 'em, 'til.
  [[nodiscard]] bool clipped_at(std::uint32_t at) const {
    std::uint32_t end = at;
    while (is_word_letter(peek(end))) end += point(end).length;
    return listed(o_.clipped, Lowered(piece(at, end)).view());
  }

  /// Whether the letters at `at` are a clitic that nothing but a mark follows: s, re.
  [[nodiscard]] bool clitic_at(std::uint32_t at) const {
    std::uint32_t end = at;
    while (end < chunk_end_ && end - at <= o_.longest_clitic && is_word_letter(peek(end))) end += point(end).length;
    if (end < chunk_end_ && (is_word_letter(peek(end)) || is_ascii_digit(peek(end)))) return false;
    return listed(o_.clitics, Lowered(piece(at, end)).view());
  }

  void word() {
    const std::uint32_t begin = at_;
    std::uint32_t stop = at_;       // end of the run so far
    std::uint32_t last_part = at_;  // begin of the run's part behind the last inner stop or hyphen
    bool inner_stop = false;
    while (stop < chunk_end_) {
      const CodePoint c = point(stop);
      if (is_word_letter(c.value) || is_ascii_digit(c.value)) {
        stop += c.length;
        continue;
      }
      const std::uint32_t behind = stop + c.length;
      const char32_t next = peek(behind);
      const char32_t before = byte_before(stop);
      bool connects = false;
      switch (c.value) {
        case U'.':
          connects = stop_connects(begin, last_part, stop, next);
          if (connects) inner_stop = true;
          break;
        case U',':
          connects = is_ascii_digit(before) && is_ascii_digit(next) && (o_.decimal_comma || three_digits(behind));
          break;
        case U':':
          connects = is_ascii_digit(before) && is_ascii_digit(next);
          break;
        case U'/':
          connects = (is_ascii_digit(before) && is_ascii_digit(next)) ||
                     (stop - begin == 1 && is_word_letter(before) && is_word_letter(next) && !behind_number());  // w/o, not m/s
          break;
        case U'&':
          connects = stop - begin <= 3 && is_upper_or_other_start(before) && is_upper_or_other_start(next);
          break;
        case U'_':
          connects = is_word_letter(next) || is_ascii_digit(next);
          break;
        case U'\'':
        case U'\u2019':
          if (listed(o_.elided, Lowered(piece(begin, stop)).view())) {
            at_ = behind;
            emit(begin, behind);
            return;
          }
          connects = is_word_letter(next) && !clitic_at(behind) && !negation_at(stop, behind);
          break;
        case U'-':
          connects = hyphen_connects(begin, stop);
          break;
        case 0xAD:  // a soft hyphen
          connects = true;
          break;
        default:
          break;
      }
      if (!connects) break;
      if (c.value == U'.' || c.value == U'-') last_part = behind;
      stop = behind;
    }
    // The stop of an abbreviation stays with it.
    if (stop < chunk_end_ && text_[stop] == '.' && keeps_stop(begin, last_part, stop, inner_stop)) ++stop;
    if (stop < chunk_end_ && text_[stop] == '$' && stop - begin <= 3 && is_ascii_digit(peek(stop + 1))) ++stop;  // US$
    if (stop < chunk_end_ && text_[stop] == '-' && broken_off(begin, stop)) ++stop;
    at_ = stop;
    split_run(begin, stop);
    if (at_ >= chunk_end_) return;
    // What hangs on by an apostrophe: n't has taken its n in split_run; 's and the like here.
    const CodePoint c = point(at_);
    if (is_apostrophe(c.value)) {
      const std::uint32_t clitic = at_;
      std::uint32_t end = at_ + c.length;
      if (clitic_at(end)) {
        while (is_word_letter(peek(end))) end += point(end).length;
        at_ = end;
        emit(clitic, end);
      }
    }
  }

  [[nodiscard]] bool three_digits(std::uint32_t at) const {
    return is_ascii_digit(peek(at)) && is_ascii_digit(peek(at + 1)) && is_ascii_digit(peek(at + 2)) &&
           !is_ascii_digit(peek(at + 3));
  }

  /// Whether the apostrophe at `at` (letters from `behind`) is that of n't: "don't", not "Won'tok".
  [[nodiscard]] bool negation_at(std::uint32_t at, std::uint32_t behind) const {
    return std::any_of(o_.negations.begin(), o_.negations.end(), [&](const std::string& negation) {
      const auto low = [](char32_t c) { return c < 0x80 ? static_cast<char>(lower(c)) : '\0'; };
      if (low(static_cast<unsigned char>(text_[at - 1])) != negation[0]) return false;
      std::uint32_t end = behind;
      for (std::size_t k = 2; k < negation.size(); ++k, ++end) {
        if (low(peek(end)) != negation[k]) return false;
      }
      return !is_word_letter(peek(end));
    });
  }

  [[nodiscard]] bool stop_connects(std::uint32_t begin, std::uint32_t part, std::uint32_t stop, char32_t next) const {
    const char32_t before = byte_before(stop);
    if (is_ascii_digit(next)) {
      if (is_ascii_digit(before)) return true;
      const Lowered word(piece(begin, stop));
      return !listed(o_.titles, word.view()) && !listed(o_.abbreviations, word.view());  // "v.2", not "No.5"
    }
    if (!is_word_letter(next)) return false;
    if (stop - part == 1) return true;  // U.S
    if (extension_at(stop + 1)) return true;
    if (is_upper_or_other_start(next)) {
      // "end.The" lacks a space, "Ph.D" and "ENRON.XLS" do not.
      return is_upper_or_other_start(before) || (stop - part <= 2 && !is_word_letter(peek(stop + 2)));
    }
    return is_word_letter(before);  // reuters.com
  }

  [[nodiscard]] bool keeps_stop(std::uint32_t begin, std::uint32_t part, std::uint32_t stop, bool inner_stop) const {
    if (peek(stop + 1) == U'.' && peek(stop + 2) == U'.') return false;  // an ellipsis follows
    const bool capital = is_upper_or_other_start(point(begin).value);
    if (stop - begin == 1 && capital) return is_initial(stop);
    const Lowered word(piece(begin, stop));
    const std::string_view l = word.view();
    if (is_ascii_digit(byte_before(stop)) && !o_.ordinal_followers.empty()) return is_ordinal(begin, stop);
    if (listed(o_.behind_numbers, l)) return behind_number();
    if (listed(o_.between_capitals, l) && between_capitals(stop)) return true;
    if (listed(o_.before_numbers, l)) return is_ascii_digit(following(stop + 1));
    if (listed(o_.titles, l) || listed(o_.abbreviations, l)) {
      // "may", "sat", "mass" are words too: lower case is an abbreviation only where it is never a word.
      return capital || !listed(o_.also_words, l);
    }
    // U.S. and Ph.D., not reuters.com and 1.2m.
    return inner_stop && stop - part <= 2 && is_word_letter(byte_before(stop)) && is_word_letter(point(part).value);
  }

  /// The first offset from `at` on that is no white space, or the paragraph's end.
  [[nodiscard]] std::uint32_t skip_space(std::uint32_t at) const {
    while (at < end_ && is_space(point(at).value)) at += point(at).length;
    return at;
  }
  /// The first character from `at` on that is no white space; a space at the paragraph's end.
  [[nodiscard]] char32_t following(std::uint32_t at) const {
    at = skip_space(at);
    return at < end_ ? point(at).value : U' ';
  }
  /// The word before the one being read; empty at the paragraph's start.
  [[nodiscard]] std::string_view word_before() const { return out_.words.size() > first_ ? form(out_.words.size() - 1) : ""sv; }
  /// Whether the number from `begin` to its stop is an ordinal: one of those words follows.
  [[nodiscard]] bool is_ordinal(std::uint32_t begin, std::uint32_t stop) const {
    if (stop - begin > 3) return false;
    const std::uint32_t next = skip_space(stop + 1);
    std::uint32_t behind = next;
    while (behind < end_ && is_word_letter(point(behind).value)) behind += point(behind).length;
    return listed(o_.ordinal_followers, Lowered(piece(next, behind)).view());
  }
  [[nodiscard]] bool behind_number() const {
    const std::string_view before = word_before();
    return !before.empty() && is_ascii_digit(static_cast<unsigned char>(before[0]));
  }
  [[nodiscard]] bool between_capitals(std::uint32_t stop) const {
    const std::string_view before = word_before();
    if (before.empty() || !is_upper_or_other_start(decode_utf8(before, 0).value)) return false;
    return is_upper_or_other_start(following(stop + 1));
  }

  /// Whether the capital letter before `stop` is an initial: it is not where it names one of a kind ("Plan B."), nor at
  /// the paragraph's end or before a word that starts a sentence, for a name would go on.
  [[nodiscard]] bool is_initial(std::uint32_t stop) const {
    if (listed(o_.not_initials, Lowered(piece(stop - 1, stop)).view())) return false;
    const std::string_view before = word_before();
    if (before == "\u00B0"sv || listed(o_.lettered, Lowered(before).view())) return false;
    const std::uint32_t next = skip_space(stop + 1);
    if (next >= end_) return false;
    std::uint32_t behind = next;
    while (behind < end_ && is_word_letter(point(behind).value)) behind += point(behind).length;
    const Lowered word(piece(next, behind));
    const std::string_view l = word.view();
    const bool surname = behind - next <= 2 && !listed(o_.short_starters, l);  // So, No, On
    return surname || !is_upper_or_other_start(point(next).value) || !listed(o_.starters, l);
  }

  [[nodiscard]] bool hyphen_connects(std::uint32_t begin, std::uint32_t stop) const {
    const char32_t before = byte_before(stop);
    const char32_t next = peek(stop + 1);
    if (is_ascii_digit(before) && is_ascii_digit(next)) return number_chain(begin);
    const Lowered word(piece(begin, stop));
    if (is_ascii_digit(next)) return o_.keeps_hyphens || listed(o_.prefixes_of_numbers, word.view());  // "mid-1990s"
    return is_word_letter(next) && (o_.keeps_hyphens || listed(o_.prefixes, word.view()));
  }

  /// Whether digits and hyphens from `begin` on are a telephone number, a postal code or a date rather than a range.
  [[nodiscard]] bool number_chain(std::uint32_t begin) const {
    std::uint32_t hyphens = 0;
    std::uint32_t first = 0;
    std::uint32_t digits = 0;
    for (std::uint32_t i = begin; i < chunk_end_ && (is_ascii_digit(peek(i)) || peek(i) == U'-'); ++i) {
      if (peek(i) == U'-') {
        if (++hyphens > 1) return true;
        first = digits;
        digits = 0;
      } else {
        ++digits;
      }
    }
    return (first == 3 || first == 5) && digits == 4;
  }

  /// Emits the run, split where it holds two words.
  void split_run(std::uint32_t begin, std::uint32_t stop) {
    // n't: the run ends before the apostrophe.
    if (stop < chunk_end_ && is_apostrophe(peek(stop)) && stop > begin + 1 && negation_at(stop, stop + point(stop).length)) {
      const std::uint32_t end = stop + point(stop).length + 1;
      emit(begin, stop - 1);
      emit(stop - 1, end);
      at_ = end;
      return;
    }
    if (is_ascii_digit(peek(begin)) && !in_designation(begin)) {
      std::uint32_t unit = stop;
      while (unit > begin && is_word_letter(static_cast<unsigned char>(text_[unit - 1]))) --unit;
      const bool behind_digit = unit < stop && is_ascii_digit(static_cast<unsigned char>(text_[unit - 1]));
      if (behind_digit && listed(o_.units, Lowered(piece(unit, stop)).view())) {
        emit(begin, unit);
        emit(unit, stop);
        return;
      }
    }
    const std::uint32_t head = contracted(begin, stop);
    emit(begin, begin + head);
    emit(begin + head, stop);
  }

  /// Whether the number at `begin` goes on a name: "Su-24M" is no length.
  [[nodiscard]] bool in_designation(std::uint32_t begin) const {
    const std::size_t count = out_.words.size();
    if (count < first_ + 2 || text_[begin - 1] != '-' || out_.words[count - 2].space_after) return false;
    return is_word_letter(decode_utf8(form(count - 2), 0).value);
  }

  /// Whether the hyphen at `stop` marks a word that a speaker broke off ("th- the"): letters too few for a word.
  [[nodiscard]] bool broken_off(std::uint32_t begin, std::uint32_t stop) const {
    const std::string_view run = piece(begin, stop);
    if (stop + 1 < chunk_end_ || !opens_chunk(begin) || !std::all_of(run.begin(), run.end(), is_ascii_letter)) return false;
    if (run.size() > 1 && run.back() < 'a') return false;  // "KGB-"
    if (run.find_first_of("aeiouyAEIOUY"sv) == std::string_view::npos) return true;
    return run.size() <= 2 && !listed(o_.starters, Lowered(run).view());
  }

  /// How many letters are the first of two words written as one ("can|not", "do|nt"); 0 for one word.
  [[nodiscard]] std::uint32_t contracted(std::uint32_t begin, std::uint32_t stop) const {
    if (stop - begin > o_.longest_contracted) return 0;
    const std::uint32_t head = o_.contracted_head(Lowered(piece(begin, stop)).view());
    if (head == 0) return 0;
    const bool name = stop - begin < 4 && is_upper_or_other_start(point(begin).value);  // Im and Ive are surnames
    return name ? 0 : head;
  }

  // --- sentences ---

  void sentences() {
    const std::size_t count = out_.words.size();
    for (std::size_t i = first_; i + 1 < count;) {
      const std::size_t last = sentence_end(i, count);
      if (last == 0) {
        ++i;
        continue;
      }
      out_.sentence_ends.push_back(static_cast<std::uint32_t>(last));
      i = last;
    }
    if (count > first_ && (out_.sentence_ends.empty() || out_.sentence_ends.back() != count)) {
      out_.sentence_ends.push_back(static_cast<std::uint32_t>(count));
    }
  }

  [[nodiscard]] std::size_t sentence_begin() const {
    return out_.sentence_ends.empty() ? first_ : std::max<std::size_t>(first_, out_.sentence_ends.back());
  }

  /// Where the sentence ends (one past) if its final mark is word i; 0 if it does not end here.
  [[nodiscard]] std::size_t sentence_end(std::size_t i, std::size_t count) const {
    if (i + 1 < count && new_line(i + 1) && is_bullet(first_of(i + 1))) return i + 1;
    const std::string_view mark = form(i);
    const char final_byte = mark.back();
    const bool stop = final_byte == '.';
    const bool asks = final_byte == '!' || final_byte == '?';
    const bool dots = mark == "\u2026"sv || mark == "..."sv;
    const bool dash = is_dash(mark);
    if (!stop && !asks && !dots && !dash) return 0;
    const bool abbreviation = stop && mark.size() > 1 && mark[0] != '.';
    // A number at the very start is an item's: "1. The parties agreed".
    if (stop && !abbreviation && i == sentence_begin() + 1 && is_ascii_digit(first_of(i - 1))) return 0;
    const std::size_t behind = behind_closing(i, count);
    const bool closed = behind > i + 1;
    if (dash && !closed) return 0;                           // "If they cross \u2014"
    if (dots && !closed && i == sentence_begin()) return 0;  // "... and nobody paid"
    const std::size_t next = behind_notes(behind, count);
    if (next >= count) return count;
    if (next > behind && !abbreviation) return next;
    const char32_t start = first_of(next);
    const bool capital = is_upper_or_other_start(start);
    const bool spaced = out_.words[next - 1].space_after;
    if (!spaced && !(capital && !abbreviation)) return 0;  // "end.The" alone goes without a space
    if (abbreviation) {
      if (!capital && !is_opening(start) && start != U'"') return 0;
      return abbreviation_ends(i, next, count) ? next : 0;
    }
    if (is_lower(start)) return ends_before_lower(i, next) ? next : 0;
    if (start == U',' || start == U';' || start == U':' || start == U')' || start == U'.') return 0;
    if (is_dash(form(next)) && !new_line(next)) return 0;
    // "Is it war?" Smith asked.
    if ((!stop || dots) && closed && capital && speech_verb(next + 1, count)) return 0;
    return next;
  }

  [[nodiscard]] char32_t first_of(std::size_t word) const { return decode_utf8(form(word), 0).value; }
  [[nodiscard]] static bool is_dash(std::string_view word) {
    return word == "-"sv || word == "--"sv || word == "\u2013"sv || word == "\u2014"sv;
  }
  /// Whether a line of the copy starts with word i.
  [[nodiscard]] bool new_line(std::size_t i) const {
    const std::uint32_t end = out_.words[i - 1].span.end;
    return piece(end, out_.words[i].span.begin).find('\n') != std::string_view::npos;
  }
  /// Whether one of the two words from i on is a verb of speech.
  [[nodiscard]] bool speech_verb(std::size_t i, std::size_t count) const {
    for (std::size_t k = i; k < std::min(i + 2, count); ++k) {
      if (listed(o_.speech, Lowered(form(k)).view())) return true;
    }
    return false;
  }

  /// One past the closing marks behind word i. A straight quote that hangs on to both sides is taken as closing.
  [[nodiscard]] std::size_t behind_closing(std::size_t i, std::size_t count) const {
    std::size_t next = i + 1;
    for (; next < count; ++next) {
      const std::string_view word = form(next);
      const CodePoint c = decode_utf8(word, 0);
      if ((c.length != word.size() && word != "''"sv) || !is_closing(c.value)) break;
      if (out_.words[next - 1].space_after && !closes_alone(next, c.value)) break;
    }
    return next;
  }
  /// Whether the closing mark with space before it belongs to the words before it.
  [[nodiscard]] bool closes_alone(std::size_t i, char32_t c) const {
    if (!out_.words[i].space_after) return false;
    if (c != U'"' && c != U'\'') return true;
    bool open = false;
    const std::size_t near = i - std::min<std::size_t>(i, 256);  // hostile copy has sentences without end
    for (std::size_t k = std::max(sentence_begin(), near); k < i; ++k) open ^= form(k) == form(i);
    return open;
  }

  /// One past what is set behind a sentence's stop without being of the next: notes ("[3]", "\u00B2"), emoticons, pictures.
  [[nodiscard]] std::size_t behind_notes(std::size_t next, std::size_t count) const {
    while (next < count) {
      const std::string_view word = form(next);
      const char32_t c = first_of(next);
      const bool hangs = !out_.words[next - 1].space_after;
      if (next + 2 < count && word == "["sv && form(next + 2) == "]"sv && is_note(form(next + 1))) {
        next += 3;
      } else if ((hangs && (c == 0xB2 || c == 0xB3 || c == 0xB9)) || is_emoticon(word) || (is_picture(c) && !new_line(next))) {
        ++next;
      } else {
        break;
      }
    }
    return next;
  }
  [[nodiscard]] static bool is_note(std::string_view word) {
    return is_ascii_digit(static_cast<unsigned char>(word[0])) || word == "\u2026"sv || word == "..."sv;
  }
  [[nodiscard]] static bool is_emoticon(std::string_view word) { return word.size() > 1 && (word[0] == ':' || word[0] == ';'); }

  /// Whether the mark that is word i ends a sentence although a small letter follows.
  [[nodiscard]] bool ends_before_lower(std::size_t i, std::size_t next) const {
    const std::string_view mark = form(i);
    if (mark == "."sv) return next == i + 1 || !is_quote(first_of(next - 1));
    const bool asks = mark.back() == '!' || mark.back() == '?';
    if (!asks || next > i + 1 || listed(o_.speech, Lowered(form(next)).view())) return false;
    return mark != "!"sv || i <= sentence_begin() + 1 || !is_upper_or_other_start(first_of(i - 1));  // "Yahoo! mail"
  }

  /// Whether the abbreviation that is word i ends a sentence before word `next`, a capital or an opening mark.
  [[nodiscard]] bool abbreviation_ends(std::size_t i, std::size_t next, std::size_t count) const {
    const std::string_view mark = form(i);
    if (mark.size() == 2 || i == sentence_begin()) return false;  // an initial; "P.S."
    const Lowered low(mark.substr(0, mark.size() - 1));
    const std::string_view l = low.view();
    const bool starter = listed(o_.starters, Lowered(form(next)).view());
    if (listed(o_.titles, l)) return starter && closes_name(i, l);
    const char32_t start = first_of(next);
    if (is_opening(start) || start == U'"') return start != U'(';
    if (listed(o_.sentence_ends, l)) return true;
    if (listed(o_.clock, l)) return !goes_on_clock(next, count);
    return starter;
  }

  /// Whether word i is a title that also stands behind what it belongs to: "Tahrir St.", "12 ft.".
  [[nodiscard]] bool closes_name(std::size_t i, std::string_view title) const {
    if (i == sentence_begin()) return false;
    const char32_t before = first_of(i - 1);
    return (listed(o_.behind_names, title) && is_upper_or_other_start(before)) ||
           (listed(o_.behind_amounts, title) && is_ascii_digit(before));
  }

  /// Whether word i says the day or the zone of a time of the clock: "Sunday", "EST", "Kyiv time".
  [[nodiscard]] bool goes_on_clock(std::size_t i, std::size_t count) const {
    std::string_view word = form(i);
    if (word.back() == '.') word.remove_suffix(1);
    const Lowered low(word);
    const bool shortened = word.size() < form(i).size();  // Mon., Aug.
    if (listed(o_.clock_followers, low.view()) || (shortened && listed(o_.abbreviations, low.view()))) return true;
    for (std::size_t k = i + 1; k < std::min(i + 3, count); ++k) {
      if (listed(o_.clock_ends, form(k))) return true;
    }
    return false;
  }

  const Orthography& o_;
  std::string_view text_;
  std::uint32_t end_;
  std::uint32_t at_;
  std::uint32_t chunk_end_ = 0;
  Segments& out_;
  std::size_t first_;
};

}  // namespace

void segment(std::string_view text, ByteSpan paragraph, const Orthography& orthography, Segments& out) {
  Scanner(text, paragraph, orthography, out).run();
}

}  // namespace attache
