// Encodings, line ends and control characters; see decode.h.
#include "wire/decode.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.h"

namespace attache {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Windows-1252, 0x80 to 0x9F; the rest is Latin-1. Five bytes stand for nothing.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, kReplacement, 0x201A,       0x0192, 0x201E,       0x2026,       0x2020, 0x2021,       0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152,       kReplacement, 0x017D, kReplacement, kReplacement, 0x2018, 0x2019,       0x201C, 0x201D, 0x2022,
    0x2013, 0x2014,       0x02DC,       0x2122, 0x0161,       0x203A,       0x0153, kReplacement, 0x017E, 0x0178};

enum class Encoding { kUtf8, kUtf16Little, kUtf16Big, kWindows1252 };

bool is_control(char32_t c) { return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F; }

// A multi-byte character whose last bytes are missing: what a cut at a byte limit leaves.
bool is_cut_character(std::string_view tail) {
  const auto lead = static_cast<unsigned char>(tail.front());
  const std::size_t length = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
  return lead >= 0xC2U && lead <= 0xF4U && tail.size() < length &&
         std::all_of(tail.begin() + 1, tail.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; });
}

// A text of which most characters beyond ASCII are good UTF-8 is UTF-8 with damage.
Encoding utf8_or_windows1252(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint point = decode_utf8(bytes, at);
    if (point.length > 1) ++good;
    if (point.length == 1 && point.value == kReplacement) {
      if (bytes.size() - at < 4 && is_cut_character(bytes.substr(at))) break;
      ++bad;
    }
    at += point.length;
  }
  return bad > good ? Encoding::kWindows1252 : Encoding::kUtf8;
}

// One character of the input and how many bytes it took.
CodePoint next_character(std::string_view bytes, std::size_t at, Encoding encoding) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  switch (encoding) {
    case Encoding::kUtf8:
      return decode_utf8(bytes, at);
    case Encoding::kWindows1252: {
      const std::uint32_t value = byte(at);
      return {value >= 0x80U && value < 0xA0U ? kWindows1252[value - 0x80U] : static_cast<char32_t>(value), 1};
    }
    case Encoding::kUtf16Little:
    case Encoding::kUtf16Big:
      break;
  }
  if (bytes.size() - at < 2) return {kReplacement, 1};
  const auto unit = [&](std::size_t i) {
    return encoding == Encoding::kUtf16Little ? byte(i) | (byte(i + 1) << 8U) : (byte(i) << 8U) | byte(i + 1);
  };
  const std::uint32_t first = unit(at);
  if (first < 0xD800U || first > 0xDFFFU) return {static_cast<char32_t>(first), 2};
  if (first > 0xDBFFU || bytes.size() - at < 4) return {kReplacement, 2};
  const std::uint32_t second = unit(at + 2);
  if (second < 0xDC00U || second > 0xDFFFU) return {kReplacement, 2};
  return {static_cast<char32_t>(0x10000U + ((first - 0xD800U) << 10U) + (second - 0xDC00U)), 4};
}

// Writes the text and, where text and bytes stop running in step, an OffsetStep.
class Writer {
 public:
  explicit Writer(DecodedText& out) : out_(out) {}

  void put(char32_t value, std::size_t original) {
    const auto text = static_cast<std::uint32_t>(out_.text.size());
    const auto from = static_cast<std::uint32_t>(original);
    if (from - text != ahead_) {  // wraps when the text is longer than the bytes; equality is all that counts
      out_.offsets.push_back({text, from});
      ahead_ = from - text;
    }
    append_utf8(out_.text, value);
  }
  // The end of the text is an offset too: the end of the last span.
  void finish(std::size_t original) {
    const auto text = static_cast<std::uint32_t>(out_.text.size());
    if (static_cast<std::uint32_t>(original) - text != ahead_)
      out_.offsets.push_back({text, static_cast<std::uint32_t>(original)});
  }

 private:
  DecodedText& out_;
  std::uint32_t ahead_ = 0;
};

bool is_clean(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) { return is_control(static_cast<unsigned char>(c)); }) &&
         is_valid_utf8(bytes);
}

}  // namespace

DecodedText decode(std::string bytes, std::size_t max_bytes) {
  DecodedText out;
  if (bytes.size() > max_bytes) {
    out.remarks.push_back({RemarkCode::kTooLong, {}, "only the first " + std::to_string(max_bytes) + " bytes were read"});
    bytes.resize(max_bytes);
    // The cut must not leave half a character.
    for (std::size_t tail = 1; tail < 4 && tail <= bytes.size(); ++tail) {
      if (is_cut_character(std::string_view(bytes).substr(bytes.size() - tail))) {
        bytes.resize(bytes.size() - tail);
        break;
      }
    }
  }
  const std::string_view view = bytes;
  std::size_t at = 0;
  Encoding encoding = Encoding::kUtf8;
  if (view.starts_with("\xEF\xBB\xBF")) {
    at = 3;
  } else if (view.starts_with("\xFF\xFE")) {
    at = 2;
    encoding = Encoding::kUtf16Little;
  } else if (view.starts_with("\xFE\xFF")) {
    at = 2;
    encoding = Encoding::kUtf16Big;
  } else if (is_clean(view)) {
    out.text = std::move(bytes);
    return out;
  } else {
    encoding = utf8_or_windows1252(view);
    if (encoding == Encoding::kWindows1252) out.remarks.push_back({RemarkCode::kNotUtf8, {}, "read as Windows-1252"});
  }

  Writer writer(out);
  std::size_t replaced = 0;
  out.text.reserve(view.size());
  while (at < view.size()) {
    const CodePoint point = next_character(view, at, encoding);
    if (point.value == '\r') {
      const bool before_newline =
          at + point.length < view.size() && next_character(view, at + point.length, encoding).value == '\n';
      if (before_newline) {  // the \n stands for both, at the place of the \r
        writer.put('\n', at);
        at += 2 * static_cast<std::size_t>(point.length);
        continue;
      }
      writer.put('\n', at);
    } else if (is_control(point.value)) {
      replaced += point.value != '\f' && point.value != '\v';
      writer.put(' ', at);
    } else {
      replaced += point.value == kReplacement && (encoding != Encoding::kUtf8 || point.length == 1);
      writer.put(point.value, at);
    }
    at += point.length;
  }
  writer.finish(view.size());
  if (replaced > 0) {
    out.remarks.push_back({RemarkCode::kBadBytes, {}, std::to_string(replaced) + " characters that are no text were replaced"});
  }
  return out;
}

void clean_in_place(std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    char& c = text[i];
    if (c == '\r') {
      c = i + 1 < text.size() && text[i + 1] == '\n' ? ' ' : '\n';
    } else if (is_control(static_cast<unsigned char>(c))) {
      c = ' ';
    }
  }
}

}  // namespace attache
