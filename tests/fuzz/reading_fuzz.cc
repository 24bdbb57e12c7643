// Any bytes through the whole reading half: article, document, grounding, claims. Nothing crashes; every span that a claim
// shows lies in its article.
//   ATTACHE_KNOWLEDGE_FILE=build/release/attache.knowledge reading_fuzz -max_len=2000 corpus/ examples/*
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "app/pipeline/pipeline.h"
#include "base/utf8.h"
#include "wire/read.h"

namespace {

using namespace attache;

const Pipeline& pipeline() {
  static const Pipeline opened = [] {
    Result<Pipeline> result = Pipeline::open({});
    if (!result) {
      std::fprintf(stderr, "%s\n", result.error().text().c_str());
      std::exit(2);
    }
    return std::move(*result);
  }();
  return opened;
}

void check(const CodedArticle& coded) {
  const std::size_t length =
      CodePointIndex(coded.article.text).code_point(coded.article.text, static_cast<std::uint32_t>(coded.article.text.size()));
  for (const Claim& claim : coded.claims) {
    if (claim.span.begin > claim.span.end || claim.span.end > length || !is_valid_utf8(claim.text)) std::abort();
    for (const Evidence& evidence : claim.evidence) {
      if (evidence.span.begin > evidence.span.end || evidence.span.end > length) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ReadOptions options;
  options.published = ReportedTime{1'715'212'800};  // 2024-05-09
  options.outlet = "Harbour Wire";
  static Analyser::Workspace workspace;  // reused, as a reader of many articles does
  read_bytes(std::string(reinterpret_cast<const char*>(data), size), options,
             {[&](Article&& article) {
                check(pipeline().code(std::move(article), workspace));
                return true;
              },
              {}});
  return 0;
}
