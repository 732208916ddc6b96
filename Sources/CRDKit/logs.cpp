#include <RDGeneral/RDLog.h>

#include <mutex>
#include <ostream>
#include <sstream>
#include <streambuf>

#include "internal.hpp"
#include <RDGeneral/versions.h>

namespace {

thread_local std::string pending;

struct thread_buffer : std::streambuf {
  int overflow(int c) override {
    if (c != traits_type::eof()) pending.push_back(static_cast<char>(c));
    return c;
  }
  std::streamsize xsputn(const char *text, std::streamsize n) override {
    if (pending.size() < 65536) pending.append(text, static_cast<size_t>(n));
    return n;
  }
};

void open_logs() {
  static thread_buffer buffer;
  static std::ostream stream(&buffer);
  RDLog::InitLogs();
  rdErrorLog = std::make_shared<boost::logging::rdLogger>(&stream);
  rdWarningLog = std::make_shared<boost::logging::rdLogger>(&stream);
  rdInfoLog.reset();
  rdDebugLog.reset();
  rdAppLog.reset();
}

bool is_stamp(const std::string &line) {
  return line.size() >= 10 && line[0] == '[' && line[3] == ':' && line[6] == ':' && line[9] == ']';
}

/// One line without time stamp, decoration and edge spaces; empty when it says nothing.
std::string stripped(std::string line) {
  if (is_stamp(line)) line.erase(0, 10);
  auto edge = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '*' || c == '-'; };
  while (!line.empty() && edge(line.back())) line.pop_back();
  size_t from = 0;
  while (from < line.size() && (line[from] == ' ' || line[from] == '\t' || line[from] == '*')) ++from;
  line.erase(0, from);
  for (const char *noise : {"Violation occurred", "Failed Expression", "Pre-condition", "Range Error", "Stacktrace"})
    if (line.rfind(noise, 0) == 0) return "";
  if (line.rfind("Invariant", 0) == 0 || line.rfind("check the input", 0) == 0) return "";
  return line;
}

}  // namespace

namespace crd {

void start() {
  static std::once_flag once;
  std::call_once(once, open_logs);
}

std::string cleaned(const std::string &text) {
  std::istringstream in(text);
  std::string line, out;
  while (std::getline(in, line)) {
    line = stripped(line);
    if (line.empty()) continue;
    if (out.find(line) != std::string::npos) continue;
    out += (out.empty() ? "" : "; ") + line;
  }
  return out;
}

std::string take_log() {
  std::string out = cleaned(pending);
  pending.clear();
  return out;
}

}  // namespace crd

extern "C" void crd_free(void *memory) { std::free(memory); }
extern "C" const char *crd_version(void) { return RDKit::rdkitVersion; }
