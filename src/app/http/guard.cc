// See guard.h. The order matters: a wrong Host first, since all else is decided by what host we are.
#include "app/http/guard.h"

#include <algorithm>
#include <cctype>

namespace attache::http {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// "Example.org:8080" -> "example.org"; "[::1]:8080" -> "[::1]".
std::string without_port(std::string_view host) {
  const auto bracket = host.find(']');
  const auto colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  return lower(host.substr(0, colon));
}

}  // namespace

bool Guard::knows(std::string_view host) const {
  const std::string name = without_port(host);
  if (name == "localhost" || name == "127.0.0.1" || name == "[::1]") return true;
  return std::any_of(names_.begin(), names_.end(), [&](const std::string& each) { return lower(each) == name; });
}

std::optional<Reply> Guard::refuse(const Request& request, const Headers& headers) const {
  if (headers.hosts != 1 || !knows(headers.host)) {
    return error_reply(421, "this server does not answer for that host", "Host",
                       "ask for it as localhost, or start it with --host-name NAME");
  }
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads && request.method != "POST") return error_reply(405, "only GET, HEAD and POST are answered", request.method);
  if (reads && headers.has_body) return error_reply(400, "a question of this kind has no body", request.method);
  // A page of another site may link here, but neither read an answer nor send anything.
  const bool navigates = reads && headers.mode == "navigate";
  const bool ours = headers.site.empty() || headers.site == "same-origin" || headers.site == "none";
  if (!ours && !navigates)
    return error_reply(403, "pages of other sites may not ask", "Sec-Fetch-Site", "open the page itself");
  if (!headers.origin.empty()) {
    const auto scheme = headers.origin.find("://");
    const bool same = scheme != std::string::npos && lower(headers.origin.substr(scheme + 3)) == lower(headers.host);
    if (!same) return error_reply(403, "pages of other sites may not ask", "Origin", "open the page itself");
  }
  if (!reads && !lower(headers.content_type).starts_with("application/json"))
    return error_reply(415, "what is sent must be JSON", "Content-Type", "send it as application/json");
  return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> safe_headers() {
  return {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
       "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}};
}

}  // namespace attache::http
