// What people are told of how a text was read.
#include <gtest/gtest.h>

#include "reading.h"

namespace attache::testing {
namespace {

std::string told(const std::string& text) {
  const ReadArticle read = reading_of(text);
  return pipeline().coder().explain(read.document, read.grounding);
}

TEST(Explain, TellsArgumentsAndTheFrameThatFitted) {
  const std::string text = told("Turkey pulled its soldiers out of northern Iraq.");
  EXPECT_NE(text.find("pulled  verb \"pull out\""), std::string::npos) << text;
  EXPECT_NE(text.find("subj       Turkey (actor TUR)"), std::string::npos) << text;
  EXPECT_NE(text.find("+ withdraw.own"), std::string::npos) << text;
}

TEST(Explain, TellsWhatAFrameLacked) {
  const std::string text = told("The minister deployed an argument.");
  EXPECT_NE(text.find("- deploy.own: lacks obj:force"), std::string::npos) << text;
  EXPECT_EQ(text.find("+ deploy"), std::string::npos) << text;
}

}  // namespace
}  // namespace attache::testing
