// The calendar over tables of cases (tests/cases/times/*.txt), its knowledge's own examples, and tense from real trees.
// With ATTACHE_UPDATE_CASES=1 in the environment the tables are written anew from what comes out: read the difference.
#include "world/calendar.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "language/conllu.h"
#include "language/orthography.h"
#include "language/segment.h"
#include "world/calendar_tense.h"

namespace attache {
namespace {

const std::filesystem::path kRoot = ATTACHE_SOURCE_DIR;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Words and sentences without a parse.
Document document_of(std::string text) {
  DocumentParts parts;
  parts.text = std::move(text);
  const ByteSpan whole{0, static_cast<std::uint32_t>(parts.text.size())};
  parts.paragraphs.push_back({whole, PartKind::kBody});
  Segments segments;
  static const Orthography english =
      Orthography::parse(read_file(kRoot / "train/languages/english/orthography.txt"), "orthography.txt").value();
  segment(parts.text, whole, english, segments);
  std::uint32_t word = 0;
  for (const std::uint32_t end : segments.sentence_ends) {
    Sentence sentence;
    sentence.tokens = {word, end};
    sentence.root = TokenId(word);
    for (; word < end; ++word) {
      Token token;
      token.span = segments.words[word].span;
      token.space_after = segments.words[word].space_after;
      token.sentence = SentenceId(parts.sentences.size());
      parts.tokens.push_back(token);
    }
    parts.sentences.push_back(sentence);
  }
  return Document(std::move(parts));
}

NamedTimes holidays() {
  std::vector<Complaint> complaints;
  const auto stanzas =
      read_stanzas(read_file(kRoot / "knowledge/calendar/holidays.txt"), "calendar", "holidays.txt", complaints);
  for (const Complaint& complaint : complaints) ADD_FAILURE() << complaint.text();
  return NamedTimes(stanzas);
}

std::string_view name(TimeMention::Bound bound) {
  using Bound = TimeMention::Bound;
  switch (bound) {
    case Bound::kAt:
      return "at";
    case Bound::kFrom:
      return "from";
    case Bound::kUntil:
      return "until";
    case Bound::kBy:
      return "by";
    case Bound::kSince:
      return "since";
    case Bound::kBefore:
      return "before";
    case Bound::kAfter:
      return "after";
    case Bound::kDuring:
      return "during";
  }
  return "?";
}

std::vector<std::string> split(const std::string& text, const std::string& mark) {
  std::vector<std::string> out;
  std::size_t at = 0;
  for (std::size_t end = text.find(mark); end != std::string::npos; end = text.find(mark, at)) {
    out.push_back(text.substr(at, end - at));
    at = end + mark.size();
  }
  out.push_back(text.substr(at));
  for (std::string& part : out) {
    while (part.ends_with(' ')) part.pop_back();
    while (part.starts_with(' ')) part.erase(0, 1);
  }
  return out;
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out.empty() ? "none" : out;
}

struct Case {
  std::string where, text, expected;
  std::size_t line = 0;             // in the file, from 0
  std::vector<std::string> marked;  // the expressions in brackets
  TimeContext context;
};

// "text with [expression] | published or - | expected, one per expression, joined by ;" and perhaps "| narrative".
std::vector<Case> cases_of(const std::filesystem::path& path) {
  std::vector<Case> out;
  std::istringstream in(read_file(path));
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::vector<std::string> fields = split(line, " | ");
    Case one;
    one.where = path.filename().string() + ":" + std::to_string(number);
    one.line = static_cast<std::size_t>(number) - 1;
    EXPECT_GE(fields.size(), 3U) << one.where;
    if (fields.size() < 3) continue;
    std::size_t open = 0;
    for (const char c : fields[0]) {
      if (c == '[') {
        open = one.text.size();
      } else if (c == ']') {
        one.marked.push_back(one.text.substr(open));
      } else {
        one.text += c;
      }
    }
    if (fields[1] != "-") one.context.published = parse_day(fields[1]);
    one.context.mode = fields.size() > 3 && fields[3] == "narrative" ? TimeContext::Mode::kNarrative : TimeContext::Mode::kNews;
    one.expected = join(split(fields[2], ";"));
    out.push_back(std::move(one));
  }
  return out;
}

class CalendarCases : public testing::TestWithParam<std::string> {};

// Every expression in brackets is found with that extent and reads as expected; without brackets nothing is found.
TEST_P(CalendarCases, ReadAsWritten) {
  const NamedTimes named = holidays();
  const auto path = kRoot / "tests/cases/times" / GetParam();
  const auto cases = cases_of(path);
  ASSERT_FALSE(cases.empty());
  const bool update = std::getenv("ATTACHE_UPDATE_CASES") != nullptr;
  std::vector<std::string> lines = split_lines(read_file(path));
  for (const Case& one : cases) {
    const Document document = document_of(one.text);
    std::vector<std::string> got;
    for (const TimeMention& mention : find_times(document, one.context, named)) {
      const std::string words(document.words(mention.tokens));
      if (!one.marked.empty() && std::find(one.marked.begin(), one.marked.end(), words) == one.marked.end()) continue;
      std::string text = mention.time ? mention.time->edtf : "-";
      text += " " + std::string(name(mention.bound)) + " " + mention.type + " " + (mention.value.empty() ? "-" : mention.value);
      got.push_back(one.marked.empty() ? words + ": " + text : text);
    }
    if (update) {
      auto fields = split(lines[one.line], " | ");
      fields[2] = join(got);
      lines[one.line] = fields[0] + " | " + fields[1] + " | " + fields[2] + (fields.size() > 3 ? " | " + fields[3] : "");
    } else {
      EXPECT_EQ(join(got), one.expected) << one.where << ": " << one.text;
    }
  }
  if (update) {
    std::ofstream out(path);
    for (const std::string& line : lines) out << line << '\n';
  }
}

std::vector<std::string> case_files() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "tests/cases/times")) {
    if (entry.path().extension() == ".txt") out.push_back(entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

INSTANTIATE_TEST_SUITE_P(Times, CalendarCases, testing::ValuesIn(case_files()), [](const auto& info) {
  std::string out = info.param.substr(0, info.param.find('.'));
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
});

// What is written to be read back means the same.
TEST(Calendar, EdtfReadsBack) {
  const NamedTimes named = holidays();
  for (const std::string& file : case_files()) {
    for (const Case& one : cases_of(kRoot / "tests/cases/times" / file)) {
      const Document document = document_of(one.text);
      for (const TimeMention& mention : find_times(document, one.context, named)) {
        if (!mention.time || mention.time->edtf.find("-0") == 0) continue;  // years before Christ are beyond parse_edtf
        const auto read = parse_edtf(mention.time->edtf);
        ASSERT_TRUE(read) << one.where << ": " << mention.time->edtf;
        EXPECT_EQ(read->earliest_start, mention.time->earliest_start) << one.where << ": " << mention.time->edtf;
        EXPECT_EQ(read->latest_end, mention.time->latest_end) << one.where << ": " << mention.time->edtf;
      }
    }
  }
}

TEST(Calendar, ExamplesOfTheKnowledge) {
  const NamedTimes named = holidays();
  std::vector<Complaint> complaints;
  const auto stanzas =
      read_stanzas(read_file(kRoot / "knowledge/calendar/holidays.txt"), "calendar", "holidays.txt", complaints);
  EXPECT_EQ(named.entries().size(), stanzas.size());
  for (const Stanza& stanza : stanzas) {
    ASSERT_TRUE(stanza.has("Example")) << stanza.where();
    const std::vector<std::string> fields = split(std::string(stanza.get("Example")), "||");
    ASSERT_EQ(fields.size(), 3U) << stanza.where();
    const Document document = document_of(fields[0]);
    TimeContext context;
    context.published = parse_day(fields[1]);
    context.mode = TimeContext::Mode::kNews;
    const auto times = find_times(document, context, named);
    ASSERT_EQ(times.size(), 1U) << stanza.where();
    ASSERT_TRUE(times[0].time) << stanza.where();
    EXPECT_EQ(times[0].time->edtf, fields[2]) << stanza.where();
  }
}

TEST(Calendar, BoundsOfAnInterval) {
  TimeContext context;
  context.published = make_day(2024, 5, 10);
  const auto only = [&](const std::string& text) {
    const auto times = find_times(document_of(text), context);
    EXPECT_EQ(times.size(), 1U) << text;
    return times.at(0).time.value();
  };
  const HappenedTime week = only("They left last week.");
  EXPECT_EQ(week.earliest_start, make_day(2024, 4, 29));
  EXPECT_EQ(week.latest_start, make_day(2024, 5, 5));  // some day of it
  const HappenedTime from = only("They will leave from June.");
  EXPECT_EQ(from.earliest_start, make_day(2024, 6, 1));
  EXPECT_EQ(from.latest_start, make_day(2024, 6, 30));
  EXPECT_FALSE(from.earliest_end);
  EXPECT_FALSE(from.latest_end);
}

// The document decides: a history counts from what it tells, an undated one does not count from nothing.
TEST(Calendar, ModeByTheDocument) {
  std::string history;
  for (int year = 1811; year < 1821; ++year) history += "In May " + std::to_string(year) + " the fort was built anew. ";
  history += "In June it burned.";
  TimeContext context;
  context.published = make_day(2020, 3, 1);
  const Document document = document_of(history);
  EXPECT_EQ(find_times(document, context).back().value, "1820-06");
  const Document news = document_of("In May 1811 the fort was built. In June it burned.");
  EXPECT_EQ(find_times(news, context).back().value, "2019-06");
  EXPECT_EQ(find_times(document_of("The fort burned on Thursday."), TimeContext{}).at(0).value, "");
}

TEST(Calendar, BadTextIsData) {
  for (const char* text : {"", " ", "May", "the the the", "1-1-1-1-1", "32 May 2024", "29 February 2023", "99:99", "'",
                           "the 0th of May", "from to until", "99999999999999999999 days ago", "99999999 centuries ago",
                           "4000 decades later", "in the next 999,999,999 years", "May May May 5 5 5", "\xff\xfe May 5"}) {
    for (const auto mode : {TimeContext::Mode::kNews, TimeContext::Mode::kNarrative, TimeContext::Mode::kAuto}) {
      TimeContext context;
      context.mode = mode;
      context.published = make_day(2024, 5, 10);
      (void)find_times(document_of(text), context);
    }
  }
}

// Tense from a real tree: the governing verb decides, not the nearest.
TEST(CalendarTense, GoverningVerb) {
  const auto future = document_from_conllu(
      "1 The the DET DT _ 2 det\n2 force force NOUN NN _ 4 nsubj\n3 will will AUX MD _ 4 aux\n4 leave leave VERB VB _ 0 root\n"
      "5 the the DET DT _ 6 det\n6 base base NOUN NN _ 4 obj\n7 it it PRON PRP _ 8 nsubj\n8 seized seize VERB VBD _ 6 "
      "acl:relcl\n"
      "9 on on ADP IN _ 10 case\n10 Friday Friday PROPN NNP _ 4 obl\n");
  ASSERT_TRUE(future);
  EXPECT_EQ(calendar::tense_at(*future, {9, 10}), calendar::Tense::kFuture);
  const auto past = document_from_conllu(
      "1 They they PRON PRP _ 2 nsubj\n2 agreed agree VERB VBD _ 0 root\n3 Friday Friday PROPN NNP _ 2 obl:unmarked\n"
      "4 to to PART TO _ 5 mark\n5 leave leave VERB VB _ 2 xcomp\n6 on on ADP IN _ 7 case\n7 Monday Monday PROPN NNP _ 5 "
      "obl\n");
  ASSERT_TRUE(past);
  EXPECT_EQ(calendar::tense_at(*past, {2, 3}), calendar::Tense::kPast);
  EXPECT_EQ(calendar::tense_at(*past, {6, 7}), calendar::Tense::kFuture);
  TimeContext context;
  context.published = make_day(2024, 5, 9);
  const auto times = find_times(*past, context);
  ASSERT_EQ(times.size(), 2U);
  EXPECT_EQ(times[0].value, "2024-05-03");
  EXPECT_EQ(times[1].value, "2024-05-13");
}

}  // namespace
}  // namespace attache
