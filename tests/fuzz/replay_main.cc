// Runs a fuzz target over files and folders instead of made-up input: the corpus as a test.
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <vector>

#include "support/temp_dir.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::filesystem::path> files_below(const std::filesystem::path& path) {
    if (!std::filesystem::is_directory(path)) return {path};
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    return files;
}

}  // namespace

int main(int argument_count, char** arguments) {
    std::size_t count = 0;
    try {
        for (int i = 1; i < argument_count; ++i) {
            for (const auto& file : files_below(arguments[i])) {
                std::cerr << file.filename().string() << '\n';  // names the input that crashes
                const auto bytes = olkacct::test::read_file(file);
                LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                       bytes.size());
                ++count;
            }
        }
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
    std::cout << count << " inputs\n";
    return count == 0 ? 1 : 0;
}
