// attache_knowledge_compile --out FILE [--gazetteer TABLE] FOLDER…: compiles the knowledge; says what it could not read on
// stderr. Part of the build; users compile their own folders with `attache`.
#include <cstdio>
#include <string>
#include <vector>

#include "knowledge/compile.h"

int main(int argc, char** argv) {
  std::string out;
  std::string gazetteer;
  std::vector<std::string> roots;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--out" && i + 1 < argc) {
      out = argv[++i];
    } else if (argument == "--gazetteer" && i + 1 < argc) {
      gazetteer = argv[++i];
    } else {
      roots.push_back(argument);
    }
  }
  if (out.empty() || roots.empty()) {
    std::fputs("usage: attache_knowledge_compile --out FILE [--gazetteer TABLE] FOLDER...\n", stderr);
    return 2;
  }
  std::vector<attache::Complaint> complaints;
  const auto done = attache::compile_file(roots, gazetteer, out, complaints);
  for (const attache::Complaint& complaint : complaints) std::fprintf(stderr, "%s\n", complaint.text().c_str());
  if (!done) {
    std::fprintf(stderr, "%s\n", done.error().text().c_str());
    return 1;
  }
  return 0;
}
