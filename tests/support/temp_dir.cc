#include "support/temp_dir.h"

#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <system_error>

namespace olkacct::test {

TempDir::TempDir() {
    std::random_device random;
    for (int attempt = 0; attempt < 100; ++attempt) {
        auto path =
            std::filesystem::temp_directory_path() / ("olkacct-" + std::to_string(random()));
        if (std::filesystem::create_directory(path)) {
            path_ = std::move(path);
            return;
        }
    }
    throw std::runtime_error("no temporary folder can be made");
}

TempDir::~TempDir() {
    std::error_code ignored;  // what is left behind is the system's to clean up
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TempDir::write(std::string_view name,
                                     std::span<const std::byte> bytes) const {
    auto path = path_ / name;
    write_file(path, bytes);
    return path;
}

std::filesystem::path TempDir::write(std::string_view name, std::string_view text) const {
    return write(name, std::as_bytes(std::span(text)));
}

void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) {
        throw std::runtime_error("cannot write " + path.string());
    }
}

Bytes read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    Bytes bytes(in ? static_cast<std::size_t>(in.tellg()) : 0);
    in.seekg(0);
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!in) {
        throw std::runtime_error("cannot read " + path.string());
    }
    return bytes;
}

}  // namespace olkacct::test
