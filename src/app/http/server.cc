// The glue to cpp-httplib; see server.h.
//
// The library's own routes are regular expressions, which a long path can make arbitrarily slow or deep: none are used on what
// a request brings. Reads are answered before routing; the one POST route is a literal. The library would compress replies of
// types that it knows by Brotli at its slowest, so answers come compressed already, and types are written so that it does
// not know them (their names do not mind letter case).
#include "app/http/server.h"

#include <algorithm>

#include <fmt/core.h>
#include <httplib.h>

#include "app/http/answers.h"
#include "app/http/assets.h"
#include "app/http/guard.h"

namespace attache::http {
namespace {

constexpr unsigned kDesks = 4;     // questions worked on at once
constexpr unsigned kThreads = 24;  // connections served at once: a browser holds up to six, open for a while
constexpr std::size_t kMostBody = std::size_t{256} << 10U;

constexpr std::string_view kHtml = "Text/html; charset=utf-8";

constexpr std::string_view kNoPage =
    "<!doctype html><html lang=en><meta charset=utf-8><title>Attaché</title>"
    "<h1>Attaché</h1><p>This program was built without its page. To have it: <code>cd web &amp;&amp; npm ci &amp;&amp; npm run "
    "build</code>, then build the program again; <code>tools/setup</code> does the first part.</p>"
    "<p>The API is here: <a href=/api/openapi.json>its description</a>, <a href=/api/overview>what the ledger holds</a>.</p>";

std::string type_of(std::string_view path) {
  if (path.ends_with(".html")) return std::string(kHtml);
  if (path.ends_with(".js")) return "Text/javascript; charset=utf-8";
  if (path.ends_with(".css")) return "Text/css; charset=utf-8";
  if (path.ends_with(".svg")) return "image/svg+xml; charset=utf-8";
  if (path.ends_with(".json")) return "application/json; charset=utf-8";
  return "application/octet-stream";
}

struct File {
  Reply reply;
  bool unchanging = false;  // its name holds a hash of its content
};

std::map<std::string, File, std::less<>> files_of_the_page() {
  std::map<std::string, File, std::less<>> out;
  for (const Asset& asset : assets()) {
    File file;
    file.reply = {200, type_of(asset.path), gzip(asset.bytes), "", true};
    file.reply.etag = '"' + Hasher().add(asset.bytes).finish().hex() + '"';
    file.unchanging = asset.path.starts_with("/assets/");
    out.emplace(asset.path, std::move(file));
  }
  if (!out.contains("/index.html")) out["/index.html"].reply = {200, std::string(kHtml), std::string(kNoPage), "", false};
  return out;
}

Request request_of(const httplib::Request& from) {
  Request out{from.method, from.path, {}, from.body};
  for (const auto& [name, value] : from.params) out.params.emplace(name, value);
  return out;
}

Headers headers_of(const httplib::Request& from) {
  Headers out;
  out.hosts = from.get_header_value_count("Host");
  out.host = from.get_header_value("Host");
  out.origin = from.get_header_value("Origin");
  out.site = from.get_header_value("Sec-Fetch-Site");
  out.mode = from.get_header_value("Sec-Fetch-Mode");
  out.content_type = from.get_header_value("Content-Type");
  const std::string length = from.get_header_value("Content-Length");
  out.has_body = (!length.empty() && length != "0") || from.has_header("Transfer-Encoding");
  return out;
}

// What of a request may stand in the log: printable, short, without its query.
std::string for_log(const httplib::Request& request) {
  std::string out = request.method + ' ' + request.path;
  constexpr std::size_t kMost = 160;
  if (out.size() > kMost) out = out.substr(0, kMost) + "...";
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E) c = '?';
  }
  return out;
}

bool takes_gzip(const httplib::Request& request) {
  return request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
}

void write(const httplib::Request& request, Reply reply, bool unchanging, httplib::Response& out) {
  if (!reply.etag.empty()) {
    out.set_header("ETag", reply.etag);
    out.set_header("Cache-Control", unchanging ? "public, max-age=31536000, immutable" : "no-cache");
    out.set_header("Vary", "Accept-Encoding");
    const std::string known = request.get_header_value("If-None-Match");
    if (known == "*" || known.find(reply.etag) != std::string::npos) {
      out.status = 304;
      return;
    }
  } else {
    out.set_header("Cache-Control", "no-store");
  }
  if (reply.gzipped) {
    if (takes_gzip(request))
      out.set_header("Content-Encoding", "gzip");
    else
      reply.body = gunzip(reply.body);
  }
  if (reply.status == 503) out.set_header("Retry-After", "5");
  out.status = reply.status;
  out.set_content(std::move(reply.body), reply.type);
}

}  // namespace

struct Server::State {
  ServeOptions options;
  Guard guard{{}};
  std::unique_ptr<Answers> answers;
  std::map<std::string, File, std::less<>> files;
  httplib::Server server;
  int port = 0;
  bool can_read = false;

  void reply_to(const httplib::Request& request, httplib::Response& response);
};

void Server::State::reply_to(const httplib::Request& request, httplib::Response& response) {
  const Request asked = request_of(request);
  if (auto refusal = guard.refuse(asked, headers_of(request))) return write(request, *std::move(refusal), false, response);
  if (asked.path.starts_with("/api/") && asked.path != "/api/openapi.json")
    return write(request, answers->answer(asked), false, response);
  const auto file = files.find(asked.path == "/" ? "/index.html" : asked.path);
  if (file == files.end() || asked.method == "POST")
    return write(request, error_reply(404, "there is nothing at this address"), false, response);
  write(request, file->second.reply, file->second.unchanging, response);
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(ServeOptions options) {
  auto desks = Desks::open(options.ledger, options.files, kDesks);
  if (!desks) return tl::unexpected<Error>(desks.error());
  auto state = std::make_unique<State>();
  std::unique_ptr<const Pipeline> pipeline;
  if (auto opened = Pipeline::open(options.files)) pipeline = std::make_unique<const Pipeline>(std::move(*opened));
  state->can_read = pipeline != nullptr;
  state->answers = std::make_unique<Answers>(std::move(*desks), std::move(pipeline));
  state->guard = Guard(options.host_names);
  state->files = files_of_the_page();
  state->options = std::move(options);

  State& all = *state;
  httplib::Server& server = all.server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };  // the library deletes it
  server.set_tcp_nodelay(true);
  server.set_read_timeout(std::chrono::seconds(5));
  server.set_write_timeout(std::chrono::seconds(10));
  server.set_keep_alive_timeout(5);
  server.set_keep_alive_max_count(1000);
  server.set_payload_max_length(kMostBody);
  httplib::Headers common;
  for (const auto& [name, value] : safe_headers()) common.emplace(name, value);
  server.set_default_headers(common);

  using Handled = httplib::Server::HandlerResponse;
  server.set_pre_routing_handler([&all](const httplib::Request& request, httplib::Response& response) {
    if (request.method == "POST") return Handled::Unhandled;  // its body is read first, as far as the limit
    all.reply_to(request, response);
    return Handled::Handled;
  });
  server.Post("/api/try",
              [&all](const httplib::Request& request, httplib::Response& response) { all.reply_to(request, response); });
  server.set_error_handler(httplib::Server::Handler([](const httplib::Request& request, httplib::Response& response) {
    if (!response.body.empty() || response.status < 400) return;
    const int status = response.status;
    write(request,
          error_reply(status, status == 413   ? "more than is taken"
                              : status == 404 ? "there is nothing at this address"
                                              : "this request cannot be read"),
          false, response);
  }));
  server.set_exception_handler([](const httplib::Request& request, httplib::Response& response, std::exception_ptr) {
    write(request, error_reply(500, "a mistake of ours"), false, response);
  });
  server.set_logger([&all](const httplib::Request& request, const httplib::Response& response) {
    if (response.status >= 400 && all.options.log) all.options.log(fmt::format("{} {}", response.status, for_log(request)));
  });

  const std::string address = all.options.address;
  const int asked = all.options.port;
  // Without this, the library would share the port with another server that is already there.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  all.port = asked == 0 ? server.bind_to_any_port(address) : (server.bind_to_port(address, asked) ? asked : -1);
  if (all.port <= 0) {
    return failure(Fault::kEnvironment, "cannot listen there", fmt::format("{}:{}", address, asked),
                   "give another port with --port, or 0 for any that is free");
  }
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

int Server::port() const { return state_->port; }
bool Server::has_page() const { return state_->files.size() > 2; }
bool Server::can_read() const { return state_->can_read; }
void Server::run() { state_->server.listen_after_bind(); }
void Server::stop() { state_->server.stop(); }

}  // namespace attache::http
