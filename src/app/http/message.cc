// Errors as replies, and compression; see message.h.
#include "app/http/message.h"

#include <zlib.h>

#include "app/export/claim_json.h"

namespace attache::http {
namespace {

int status_of(const Error& error) {
  switch (error.fault) {
    case Fault::kIncorrect:
      return error.what.starts_with("the ledger has no ") ? 404 : 400;
    case Fault::kUnsupported:
      return 400;
    case Fault::kEnvironment:
      return 503;
    case Fault::kInternal:
      return 500;
  }
  return 500;
}

// Parameters of the API are the flags of the terminal without their dashes: "--known-by x" is "known_by x" here.
std::string as_parameter(std::string_view where) {
  if (!where.starts_with("--")) return std::string(where);
  std::string out(where.substr(2));
  for (char& c : out) {
    if (c == ' ') break;
    if (c == '-') c = '_';
  }
  return out;
}

}  // namespace

Reply error_reply(int status, std::string_view what, std::string_view where, std::string_view mend) {
  Json out;
  out["error"] = {{"status", status}, {"what", what}, {"where", or_null(where)}, {"mend", or_null(mend)}};
  return {status, "application/json; charset=utf-8", one_line(out) + "\n", "", false};
}

Reply error_reply(const Error& error) {
  const int status = status_of(error);
  // Paths of this machine and causes inside it are for the one who runs the program, not for whoever asks.
  if (status >= 500) return error_reply(status, status == 503 ? "the ledger cannot be read just now" : "a mistake of ours");
  std::string mend = error.mend;
  for (std::size_t at = mend.find("--"); at != std::string::npos; at = mend.find("--", at)) mend.erase(at, 2);
  return error_reply(status, error.what, as_parameter(error.where), mend);
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  constexpr int kLevel = 5, kWindow = 15 + 16 /* gzip */, kMemory = 8;
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  std::string in(bytes);  // zlib of this age wants to be able to write
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return ended == Z_STREAM_END ? out : std::string();
}

std::string gunzip(std::string_view bytes) {
  z_stream stream{};
  constexpr int kWindow = 15 + 16;
  if (inflateInit2(&stream, kWindow) != Z_OK) return {};
  std::string in(bytes), out;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  std::string piece(std::size_t{1} << 16U, '\0');
  for (int state = Z_OK; state == Z_OK;) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(piece, 0, piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return out;
}

}  // namespace attache::http
