// A folder that is gone when the test ends.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "support/bytes.h"

namespace olkacct::test {

// Throws when the folder cannot be made.
class TempDir {
  public:
    TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    ~TempDir();

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

    // Writes a file and returns its path.
    std::filesystem::path write(std::string_view name, std::span<const std::byte> bytes) const;
    std::filesystem::path write(std::string_view name, std::string_view text) const;

  private:
    std::filesystem::path path_;
};

// Throw when the file cannot be written or read.
void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);
Bytes read_file(const std::filesystem::path& path);

}  // namespace olkacct::test
