// The shapes of paragraphs that are not body text: captions, bylines, credits, boilerplate, titles. Each test is strict:
// what is taken for one of these is not coded, so a paragraph that may be body is body.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attache {

/// "FILE PHOTO: …", "… REUTERS/Name", "… (Photo by …)", "… [Name/AFP]".
[[nodiscard]] bool is_caption(std::string_view paragraph);
/// "By Ann Hill and Bo Lind", "From our correspondent in Gori", "Ann Hill in Tbilisi".
[[nodiscard]] bool is_byline(std::string_view paragraph);
/// "(Reporting by …; Editing by …)", "- Reuters", "Our Standards: …".
[[nodiscard]] bool is_credit(std::string_view paragraph);
/// "Advertisement", "Read more: …", "Sign up here."
[[nodiscard]] bool is_boilerplate(std::string_view paragraph);
/// A label over a headline: "PRESS RELEASE", "TRANSCRIPT".
[[nodiscard]] bool is_label(std::string_view paragraph);
/// Short, without the end of a sentence; a title in Title Case may have one.
[[nodiscard]] bool is_title_like(std::string_view paragraph);
/// Whether the line opens a caption, byline, credit, dateline or publication line: it starts a paragraph even where the
/// layout would join it to the line before.
[[nodiscard]] bool opens_part(std::string_view line);

/// The persons (or the desk) named by a byline.
[[nodiscard]] std::vector<std::string> byline_authors(std::string_view byline);

struct Credit {
  std::vector<std::string> authors;  ///< who reported and wrote; not who edited
  std::string agency;                ///< "- Reuters", "Reporting by Reuters"
};
[[nodiscard]] Credit read_credit(std::string_view credit);
/// Where a credit in brackets at the end of a body paragraph starts; npos when there is none.
[[nodiscard]] std::size_t trailing_credit(std::string_view paragraph);

}  // namespace attache
