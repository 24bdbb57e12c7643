// What the tests of coding share: the shipped pipeline, opened once, and one-sentence articles.
#pragma once

#include <string>
#include <vector>

#include "app/pipeline/pipeline.h"

namespace attache::testing {

/// The pipeline of the build tree; the test program stops with a message when it cannot be opened.
const Pipeline& pipeline();

/// All that the reading half makes of a text that "Test Wire" published on 2024-05-09.
ReadArticle reading_of(const std::string& text);

/// Claims of a text that "Test Wire" published on 2024-05-09.
std::vector<Claim> claims_of(const std::string& text);

/// "RETREAT withdraw RUS military ARM agreed negated": what tests compare. Empty parts are left out.
std::string summary(const Claim& claim);

}  // namespace attache::testing
