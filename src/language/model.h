// The model file: named arrays of numbers, mapped into memory and never copied.
//
//   header   8 bytes "ATTACHEM", u32 format version, u32 number of tensors, u64 file size
//   table    per tensor 80 bytes: char name[48], u32 type, u32 rows, u32 columns, u32 0, u64 offset, u64 bytes
//   tensors  each at a multiple of 64 bytes, little-endian
//
// Types: 0 u8, 1 i8, 2 i32, 3 u32, 4 f32. docs/model-format.md lists the tensors of an English model and how the matrices
// are packed. A newer version is refused; whatever stands in a file, reading it touches no byte outside of the map.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace attache {

inline constexpr std::uint32_t kModelVersion = 3;

class ModelFile {
 public:
  /// Maps the file. Fails on a missing, cut or foreign file and on one of another format version.
  static Result<ModelFile> open(const std::string& path);

  ModelFile(ModelFile&& other) noexcept;
  ModelFile& operator=(ModelFile&& other) noexcept;
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;
  ~ModelFile();

  struct Tensor {
    std::uint32_t type = 0;
    std::uint32_t rows = 0;
    std::uint32_t columns = 0;
    std::span<const std::byte> bytes;
  };
  /// The tensor of that name, or nullptr.
  [[nodiscard]] const Tensor* find(std::string_view name) const;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  ModelFile() = default;

  std::string path_;
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
  std::unordered_map<std::string, Tensor> tensors_;
};

/// Fetches tensors with their types and shapes checked; remembers the first that was missing or wrong, so that a loader
/// may ask for everything in a row and look once.
class TensorReader {
 public:
  explicit TensorReader(const ModelFile& file) : file_(file) {}

  [[nodiscard]] std::span<const std::int8_t> int8s(const std::string& name, std::size_t rows, std::size_t columns);
  [[nodiscard]] std::span<const float> floats(const std::string& name, std::size_t count);
  /// A column of u32 of any length.
  [[nodiscard]] std::span<const std::uint32_t> numbers(const std::string& name);
  [[nodiscard]] std::string_view text(const std::string& name);
  /// Rows and columns of a tensor; 0 and 0 with the error noted when it is missing.
  [[nodiscard]] std::pair<std::size_t, std::size_t> shape(const std::string& name);
  [[nodiscard]] bool has(const std::string& name) const { return file_.find(name) != nullptr; }
  void complain(const std::string& what) {
    if (error_.empty()) error_ = what;
  }
  /// Empty when all was well.
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  [[nodiscard]] const ModelFile::Tensor* get(const std::string& name, std::uint32_t type, std::size_t width);

  const ModelFile& file_;
  std::string error_;
};

/// A list of strings with a hash table, as the model file keeps them.
class StringTable {
 public:
  StringTable() = default;
  StringTable(TensorReader& reader, const std::string& name);

  static constexpr std::uint32_t kNotFound = 0xFFFFFFFFU;
  [[nodiscard]] std::uint32_t find(std::string_view word) const;
  [[nodiscard]] std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }
  [[nodiscard]] std::string_view at(std::size_t index) const {
    return text_.substr(starts_[index], starts_[index + 1] - starts_[index]);
  }

 private:
  std::string_view text_;
  std::span<const std::uint32_t> starts_;
  std::span<const std::uint32_t> slots_;
};

}  // namespace attache
