// The document: one article's text after the language stage: tokens, sentences, Universal Dependencies trees, names.
//
// A Document owns its bytes and everything in it is an integer: a Token is a small trivially copyable struct that says
// where it stands in the text; lemmas are ranges of a second string that the document owns too. Whatever needs words asks the
// document (`form`, `lemma`), which hands out views; asking a dying document does not compile (the && overloads are
// deleted). Later stages keep arrays of their own beside this one and never write into it.
//
// Segmentation and trees follow Universal Dependencies v2 as UD English EWT and GUM apply it: contractions are split
// ("do|n't", "Putin|'s"), and every word is a stretch of the text, so that `form` needs no copy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/remark.h"
#include "base/span.h"
#include "facts/article.h"

namespace attache {

using TokenId = StrongId<struct TokenTag>;
using SentenceId = StrongId<struct SentenceTag>;

/// Universal part-of-speech tags.
enum class Upos : std::uint8_t {
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
  kX
};
[[nodiscard]] std::string_view name(Upos tag);
[[nodiscard]] Upos upos_from(std::string_view name);  ///< kX when unknown

/// Penn Treebank tags, as the English treebanks' XPOS column has them.
enum class Xpos : std::uint8_t {
  kNone,
  kAdd,
  kAfx,
  kCc,
  kCd,
  kComma,
  kColon,
  kDot,
  kDollar,
  kDt,
  kEx,
  kFw,
  kGw,
  kHyph,
  kIn,
  kJj,
  kJjr,
  kJjs,
  kLrb,
  kLs,
  kMd,
  kNfp,
  kNn,
  kNnp,
  kNnps,
  kNns,
  kPdt,
  kPos,
  kPrp,
  kPrpS,
  kRb,
  kRbr,
  kRbs,
  kRp,
  kRrb,
  kSym,
  kTo,
  kUh,
  kVb,
  kVbd,
  kVbg,
  kVbn,
  kVbp,
  kVbz,
  kWdt,
  kWp,
  kWpS,
  kWrb,
  kXx,
  kQuoteOpen,
  kQuoteClose
};
[[nodiscard]] std::string_view name(Xpos tag);
[[nodiscard]] Xpos xpos_from(std::string_view name);  ///< kNone when unknown

/// UD v2 relations of the English treebanks, subtypes included; kDep for what is unknown.
enum class Deprel : std::uint8_t {
  kAcl,
  kAclRelcl,
  kAdvcl,
  kAdvclRelcl,
  kAdvmod,
  kAmod,
  kAppos,
  kAux,
  kAuxPass,
  kCase,
  kCc,
  kCcPreconj,
  kCcomp,
  kCompound,
  kCompoundPrt,
  kConj,
  kCop,
  kCsubj,
  kCsubjPass,
  kCsubjOuter,
  kDep,
  kDet,
  kDetPredet,
  kDiscourse,
  kDislocated,
  kExpl,
  kFixed,
  kFlat,
  kGoeswith,
  kIobj,
  kList,
  kMark,
  kNmod,
  kNmodDesc,
  kNmodPoss,
  kNmodUnmarked,
  kNsubj,
  kNsubjPass,
  kNsubjOuter,
  kNummod,
  kObj,
  kObl,
  kOblAgent,
  kOblUnmarked,
  kOrphan,
  kParataxis,
  kPunct,
  kReparandum,
  kRoot,
  kVocative,
  kXcomp
};
[[nodiscard]] std::string_view name(Deprel relation);
[[nodiscard]] Deprel deprel_from(std::string_view name);  ///< an unknown subtype falls back to its base, else kDep

/// Morphological features that coding needs, as bits: UD's Tense, VerbForm, Mood, Voice, Number, Person, PronType, Polarity.
enum class Feature : std::uint32_t {
  kNone = 0,
  kPast = 1U << 0U,
  kPresent = 1U << 1U,
  kFinite = 1U << 2U,
  kInfinitive = 1U << 3U,
  kParticiple = 1U << 4U,
  kGerund = 1U << 5U,
  kImperative = 1U << 6U,
  kPassive = 1U << 7U,
  kSingular = 1U << 8U,
  kPlural = 1U << 9U,
  kFirst = 1U << 10U,
  kSecond = 1U << 11U,
  kThird = 1U << 12U,
  kRelative = 1U << 13U,
  kInterrogative = 1U << 14U,
  kDemonstrative = 1U << 15U,
  kNegative = 1U << 16U,
  kPossessive = 1U << 17U,
  kDefinite = 1U << 18U,
  kIndefinite = 1U << 19U,
  kReflexive = 1U << 20U,
  kOrdinal = 1U << 21U,
};
[[nodiscard]] constexpr Feature operator|(Feature a, Feature b) {
  return static_cast<Feature>(static_cast<std::uint32_t>(a) | static_cast<std::uint32_t>(b));
}
[[nodiscard]] constexpr bool has(Feature set, Feature one) {
  return (static_cast<std::uint32_t>(set) & static_cast<std::uint32_t>(one)) != 0;
}

/// One syntactic word. Trivially copyable; all words come from the Document.
struct Token {
  ByteSpan span;   ///< where it stands in the document's text
  ByteSpan lemma;  ///< where its lemma stands in the document's lemma store
  TokenId head;    ///< its governor; none at the root of a sentence
  SentenceId sentence;
  Feature features = Feature::kNone;
  Upos upos = Upos::kX;
  Xpos xpos = Xpos::kNone;
  Deprel relation = Deprel::kDep;
  bool space_after = true;  ///< whether white space (or a paragraph's end) follows
};

/// One sentence: a run of tokens with one tree.
struct Sentence {
  TokenSpan tokens;
  TokenId root;
  std::uint32_t paragraph = 0;  ///< index into paragraphs()
};

enum class NameKind : std::uint8_t { kPerson, kOrganisation, kPlace, kOther };
[[nodiscard]] std::string_view name(NameKind kind);

/// A proper name found in the text: its tokens and what kind of thing it seems to name.
struct Name {
  TokenSpan tokens;
  NameKind kind = NameKind::kOther;
};

/// The arrays that the language stage fills; handed to Document once and for all.
struct DocumentParts {
  std::string text;    ///< valid UTF-8
  std::string lemmas;  ///< the lemma store that Token::lemma points into
  std::vector<Paragraph> paragraphs;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Name> names;  ///< in order, not overlapping
  std::vector<Remark> remarks;
};

class Document {
 public:
  Document() = default;
  explicit Document(DocumentParts parts);
  Document(Document&&) noexcept = default;
  Document& operator=(Document&&) noexcept = default;
  Document(const Document&) = delete;  // a copy is never meant: pass a reference
  Document& operator=(const Document&) = delete;

  [[nodiscard]] std::string_view text() const& { return parts_.text; }
  [[nodiscard]] const std::vector<Paragraph>& paragraphs() const& { return parts_.paragraphs; }
  [[nodiscard]] const std::vector<Token>& tokens() const& { return parts_.tokens; }
  [[nodiscard]] const std::vector<Sentence>& sentences() const& { return parts_.sentences; }
  [[nodiscard]] const std::vector<Name>& names() const& { return parts_.names; }
  [[nodiscard]] const std::vector<Remark>& remarks() const& { return parts_.remarks; }
  // Views of a document that is about to die: must not compile.
  std::string_view text() && = delete;
  const std::vector<Paragraph>& paragraphs() && = delete;
  const std::vector<Token>& tokens() && = delete;
  const std::vector<Sentence>& sentences() && = delete;
  const std::vector<Name>& names() && = delete;
  const std::vector<Remark>& remarks() && = delete;

  [[nodiscard]] const Token& token(TokenId id) const& { return parts_.tokens[id.index()]; }
  [[nodiscard]] const Sentence& sentence(SentenceId id) const& { return parts_.sentences[id.index()]; }
  const Token& token(TokenId id) && = delete;
  const Sentence& sentence(SentenceId id) && = delete;

  /// The word as written.
  [[nodiscard]] std::string_view form(TokenId id) const& { return words(token(id).span); }
  /// Its lemma; lower case but for proper nouns, as the treebanks have it.
  [[nodiscard]] std::string_view lemma(TokenId id) const& {
    const ByteSpan at = token(id).lemma;
    return std::string_view(parts_.lemmas).substr(at.begin, at.size());
  }
  [[nodiscard]] std::string_view words(ByteSpan span) const& {
    return std::string_view(parts_.text).substr(span.begin, span.size());
  }
  std::string_view form(TokenId id) && = delete;
  std::string_view lemma(TokenId id) && = delete;
  std::string_view words(ByteSpan span) && = delete;

  /// From the first byte of the first token to the last byte of the last; empty for no tokens.
  [[nodiscard]] ByteSpan bytes(TokenSpan tokens) const;
  [[nodiscard]] std::string_view words(TokenSpan tokens) const& { return words(bytes(tokens)); }
  std::string_view words(TokenSpan tokens) && = delete;

  /// The direct dependents of a token in the order of the text.
  class Children;
  [[nodiscard]] Children children(TokenId id) const&;
  /// The tokens of the subtree below `id`, itself included, as the smallest range that holds them.
  [[nodiscard]] TokenSpan subtree(TokenId id) const;
  /// The paragraph that a sentence stands in.
  [[nodiscard]] const Paragraph& paragraph_of(SentenceId id) const& { return parts_.paragraphs[sentence(id).paragraph]; }

 private:
  DocumentParts parts_;
  // For each token its dependents, as one flat list: child_lists_[child_starts_[i] .. child_starts_[i + 1]).
  std::vector<std::uint32_t> child_starts_;
  std::vector<TokenId> child_lists_;
  std::vector<TokenSpan> subtrees_;
};

/// A view of a token's dependents; valid while the document lives.
class Document::Children {
 public:
  Children(const TokenId* begin, const TokenId* end) : begin_(begin), end_(end) {}
  [[nodiscard]] const TokenId* begin() const { return begin_; }
  [[nodiscard]] const TokenId* end() const { return end_; }
  [[nodiscard]] bool empty() const { return begin_ == end_; }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - begin_); }

 private:
  const TokenId* begin_;
  const TokenId* end_;
};

inline Document::Children Document::children(TokenId id) const& {
  const std::uint32_t i = id.index();
  return {child_lists_.data() + child_starts_[i], child_lists_.data() + child_starts_[i + 1]};
}

}  // namespace attache
