// attache_language_speed MODEL [portable] < text: how many tokens per CPU-second the language stage reads, on one thread, and a
// checksum of the trees, so that no speed is quoted without its answer.
#include <chrono>
#include <ctime>
#include <iostream>
#include <iterator>
#include <string>

#include "language/analyse.h"
#include "language/conllu.h"
#include "language/word_features.h"

namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Repeats `work` (which returns the tokens it has read) for about two seconds and prints the rate.
template <class Work>
void measure(const char* what, Work work) {
  work();
  const double start = cpu_seconds();
  double tokens = 0;
  while (cpu_seconds() - start < 2) tokens += static_cast<double>(work());
  std::cout << what << ": " << static_cast<long>(tokens / (cpu_seconds() - start)) << " tokens per CPU-second\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: attache_language_speed MODEL [portable] < text\n";
    return 2;
  }
  const bool portable = argc > 2 && std::string_view(argv[2]) == "portable";
  const double before = cpu_seconds();
  const auto analyser = attache::Analyser::open(argv[1], portable ? attache::portable_kernels() : attache::best_kernels());
  if (!analyser) {
    std::cerr << analyser.error().text() << "\n";
    return 1;
  }
  std::cout << "model open: " << 1e3 * (cpu_seconds() - before) << " ms\n";
  const std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  const auto paragraphs = attache::paragraphs_of(text);
  attache::Analyser::Workspace workspace;
  measure("segmentation", [&] {
    attache::Segments segments;
    for (const attache::Paragraph& paragraph : paragraphs) attache::segment(text, paragraph.span, segments);
    return segments.words.size();
  });
  measure("everything", [&] {
    const attache::Document document = analyser->analyse(text, paragraphs, workspace);
    return document.tokens().size();
  });
  const std::string trees = to_conllu(analyser->analyse(text, paragraphs, workspace));
  std::cout << "checksum of the trees: " << std::hex << attache::fnv1a(0, trees) << "\n";
}
