// Which way a bare "Thursday" or "in May" looks: the tense of the verb that governs it.
#pragma once

#include "base/span.h"
#include "language/document.h"

namespace attache::calendar {

enum class Tense { kPast, kPresent, kFuture, kUnknown };

/// The tense of the clause that the expression stands in: that of the nearest governing verb in the parse ("will", "would",
/// "to" + infinitive, "scheduled" make future); where the sentence has no parse, that of its nearest words.
[[nodiscard]] Tense tense_at(const Document& document, TokenSpan expression);

}  // namespace attache::calendar
