// Between our paths, which are UTF-8, and those of Windows.
#pragma once

#include <filesystem>
#include <string>

namespace olkacct::base {

inline std::filesystem::path native_path(const std::string& path) {
    return {reinterpret_cast<const char8_t*>(path.c_str())};
}

inline std::string utf8_path(const std::filesystem::path& path) {
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
}

}  // namespace olkacct::base
