// Maps and checks model files; see model.h.
#include "language/model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "language/word_features.h"

namespace attache {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are little-endian and mapped as they are");

constexpr std::size_t kHeaderBytes = 24;
constexpr std::size_t kEntryBytes = 80;
constexpr std::size_t kNameBytes = 48;
constexpr std::array<std::size_t, 5> kTypeBytes = {1, 1, 4, 4, 4};
enum Type : std::uint32_t { kUint8, kInt8, kInt32, kUint32, kFloat32 };

template <class T>
T read_at(const std::byte* data, std::size_t offset) {
  T value;
  std::memcpy(&value, data + offset, sizeof value);
  return value;
}

template <class T>
std::span<const T> view_as(const ModelFile::Tensor& tensor) {
  // Offsets are checked to be multiples of 64 and the map starts on a page.
  return {reinterpret_cast<const T*>(tensor.bytes.data()), tensor.bytes.size() / sizeof(T)};
}

}  // namespace

Result<ModelFile> ModelFile::open(const std::string& path) {
  const auto broken = [&](const std::string& what) {
    return failure(Fault::kIncorrect, what, path, "give a model file made by train/train.py");
  };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return failure(Fault::kEnvironment, "cannot open the language model", path, "check the path and its permissions");
  }
  struct stat status {};
  ModelFile file;
  file.path_ = path;
  if (::fstat(descriptor, &status) == 0 && status.st_size >= static_cast<off_t>(kHeaderBytes)) {
    file.size_ = static_cast<std::size_t>(status.st_size);
    void* map = ::mmap(nullptr, file.size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (map != MAP_FAILED) file.data_ = static_cast<const std::byte*>(map);
  }
  ::close(descriptor);
  if (file.data_ == nullptr) return broken("too short for a language model, or not to be mapped");

  if (std::memcmp(file.data_, "ATTACHEM", 8) != 0) return broken("not a language model");
  const auto version = read_at<std::uint32_t>(file.data_, 8);
  if (version != kModelVersion) {
    return failure(Fault::kUnsupported,
                   "a language model of format " + std::to_string(version) + "; this program reads format " +
                       std::to_string(kModelVersion),
                   path, "use the model that came with the program");
  }
  const std::size_t count = read_at<std::uint32_t>(file.data_, 12);
  if (read_at<std::uint64_t>(file.data_, 16) != file.size_) return broken("the language model is cut or has grown");
  if (count > (file.size_ - kHeaderBytes) / kEntryBytes) return broken("the language model's table is cut");
  for (std::size_t i = 0; i < count; ++i) {
    const std::byte* entry = file.data_ + kHeaderBytes + i * kEntryBytes;
    const char* name = reinterpret_cast<const char*>(entry);
    const std::string key(name, ::strnlen(name, kNameBytes));
    Tensor tensor;
    tensor.type = read_at<std::uint32_t>(entry, kNameBytes);
    tensor.rows = read_at<std::uint32_t>(entry, kNameBytes + 4);
    tensor.columns = read_at<std::uint32_t>(entry, kNameBytes + 8);
    const auto offset = read_at<std::uint64_t>(entry, kNameBytes + 16);
    const auto bytes = read_at<std::uint64_t>(entry, kNameBytes + 24);
    if (tensor.type >= kTypeBytes.size() || offset % 64 != 0 || offset > file.size_ || bytes > file.size_ - offset ||
        bytes / kTypeBytes[tensor.type] / std::max<std::uint32_t>(1, tensor.columns) != tensor.rows ||
        bytes != static_cast<std::uint64_t>(tensor.rows) * tensor.columns * kTypeBytes[tensor.type]) {
      return broken("the language model's tensor '" + key + "' is damaged");
    }
    tensor.bytes = {file.data_ + offset, static_cast<std::size_t>(bytes)};
    file.tensors_.emplace(key, tensor);
  }
  return file;
}

ModelFile::ModelFile(ModelFile&& other) noexcept { *this = std::move(other); }

ModelFile& ModelFile::operator=(ModelFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(tensors_, other.tensors_);
  return *this;
}

ModelFile::~ModelFile() {
  if (data_ != nullptr) ::munmap(const_cast<std::byte*>(data_), size_);
}

const ModelFile::Tensor* ModelFile::find(std::string_view name) const {
  const auto found = tensors_.find(std::string(name));
  return found == tensors_.end() ? nullptr : &found->second;
}

const ModelFile::Tensor* TensorReader::get(const std::string& name, std::uint32_t type, std::size_t width) {
  const ModelFile::Tensor* tensor = file_.find(name);
  if (tensor == nullptr) {
    complain("the language model has no '" + name + "'");
  } else if (tensor->type != type || (width != 0 && tensor->columns != width)) {
    complain("the language model's '" + name + "' has another type or shape than it should");
    return nullptr;
  }
  return tensor;
}

std::span<const std::int8_t> TensorReader::int8s(const std::string& name, std::size_t rows, std::size_t columns) {
  const ModelFile::Tensor* tensor = get(name, kInt8, columns);
  if (tensor == nullptr) return {};
  if (rows != 0 && tensor->rows != rows) {
    complain("the language model's '" + name + "' has " + std::to_string(tensor->rows) + " rows, not " + std::to_string(rows));
    return {};
  }
  return view_as<std::int8_t>(*tensor);
}

std::span<const float> TensorReader::floats(const std::string& name, std::size_t count) {
  const ModelFile::Tensor* tensor = get(name, kFloat32, 0);
  if (tensor == nullptr) return {};
  const std::span<const float> values = view_as<float>(*tensor);
  if (count != 0 && values.size() != count) {
    complain("the language model's '" + name + "' has another length than it should");
    return {};
  }
  return values;
}

std::span<const std::uint32_t> TensorReader::numbers(const std::string& name) {
  const ModelFile::Tensor* tensor = get(name, kUint32, 0);
  return tensor == nullptr ? std::span<const std::uint32_t>{} : view_as<std::uint32_t>(*tensor);
}

std::string_view TensorReader::text(const std::string& name) {
  const ModelFile::Tensor* tensor = get(name, kUint8, 0);
  if (tensor == nullptr) return {};
  return {reinterpret_cast<const char*>(tensor->bytes.data()), tensor->bytes.size()};
}

std::pair<std::size_t, std::size_t> TensorReader::shape(const std::string& name) {
  const ModelFile::Tensor* tensor = file_.find(name);
  if (tensor == nullptr) {
    complain("the language model has no '" + name + "'");
    return {0, 0};
  }
  return {tensor->rows, tensor->columns};
}

StringTable::StringTable(TensorReader& reader, const std::string& name)
    : text_(reader.text(name + ".text")), starts_(reader.numbers(name + ".starts")), slots_(reader.numbers(name + ".slots")) {
  // All that find() relies on: rising starts inside the text, a power of two of slots with one free, numbers in range.
  bool well = !starts_.empty() && starts_.front() == 0 && starts_.back() == text_.size() &&
              std::is_sorted(starts_.begin(), starts_.end()) && std::has_single_bit(slots_.size()) &&
              std::find(slots_.begin(), slots_.end(), 0U) != slots_.end();
  well = well && std::all_of(slots_.begin(), slots_.end(), [&](std::uint32_t s) { return s <= size(); });
  if (!well) {
    reader.complain("the language model's table '" + name + "' is damaged");
    *this = {};
  }
}

std::uint32_t StringTable::find(std::string_view word) const {
  if (slots_.empty()) return kNotFound;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = fnv1a(0, word) & mask; slots_[at] != 0; at = (at + 1) & mask) {
    if (this->at(slots_[at] - 1) == word) return slots_[at] - 1;
  }
  return kNotFound;
}

}  // namespace attache
