// CoNLL-U, the treebanks' text form: documents out for eyes and scorers, documents in for tests and gold tokens.
//
// Ten columns as UD defines them. FEATS holds the features that Feature knows; MISC holds SpaceAfter=No and, our own,
// Name=B-person / I-person and so on.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "language/document.h"

namespace attache {

/// The features that Feature knows out of a FEATS column.
[[nodiscard]] Feature features_from(std::string_view feats);
/// A FEATS column ("_" for none).
[[nodiscard]] std::string feature_text(Feature features);

/// The document as CoNLL-U, multi-word tokens ("don't", "Putin's") with their range lines.
[[nodiscard]] std::string to_conllu(const Document& document);

/// A document from CoNLL-U. The text is the words put together with spaces where MISC does not say SpaceAfter=No; "# newpar"
/// and "# newdoc" begin a paragraph. Columns may be separated by tabs or by runs of spaces; missing columns on the right
/// are empty, so that tests can write "1 Troops troop NOUN NNS _ 2 nsubj". Fails with the line's number on what is no CoNLL-U.
[[nodiscard]] Result<DocumentParts> parts_from_conllu(std::string_view text);
[[nodiscard]] Result<Document> document_from_conllu(std::string_view text);

}  // namespace attache
