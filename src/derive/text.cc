// See text.h.
#include "derive/text.h"

namespace attache {

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty() && word != "the" && word != "a" && word != "an") words.push_back(word);
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    // The apostrophe of "Niger's", typewriter or typographic (E2 80 99), with its s; any other is dropped.
    const bool curly = text.substr(i).starts_with("\xE2\x80\x99");
    if (c == '\'' || curly) {
      if (curly) i += 2;
      const bool s_ends = i + 1 < text.size() && text[i + 1] == 's' && (i + 2 == text.size() || text[i + 2] == ' ');
      if (s_ends) ++i;
      continue;
    }
    if (c >= 'A' && c <= 'Z')
      word += static_cast<char>(c + 32);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80)
      word += c;
    else if (c != '.')
      end_word();  // "U.S." is one word
  }
  end_word();
  return words;
}

std::string folded(std::string_view text) {
  std::string out;
  for (const std::string& word : folded_words(text)) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string listed(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

}  // namespace attache
