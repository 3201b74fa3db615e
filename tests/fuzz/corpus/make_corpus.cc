// Writes the seeds of every fuzz target: make_corpus FOLDER makes FOLDER/<target>/<seed>.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "fuzz/corpus/seeds.h"
#include "support/temp_dir.h"

namespace {

namespace test = olkacct::test;

void write_seeds(const std::filesystem::path& folder, const std::vector<test::Seed>& seeds) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    for (const auto& seed : seeds) {
        auto name = seed.name;
        std::ranges::replace_if(
            name, [](char letter) { return letter == ' ' || letter == ','; }, '_');
        test::write_file(folder / name, seed.bytes);
    }
    std::cout << folder.filename().string() << ": " << seeds.size() << " seeds\n";
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 2) {
        std::cerr << "usage: make_corpus FOLDER\n";
        return 2;
    }
    try {
        const std::filesystem::path folder = arguments[1];
        write_seeds(folder / "hive", test::hive_seeds());
        write_seeds(folder / "hive_edit", test::hive_edit_seeds());
        write_seeds(folder / "regfile", test::regfile_seeds());
        write_seeds(folder / "property", test::property_seeds());
        write_seeds(folder / "service_file", test::service_file_seeds());
        write_seeds(folder / "history", test::history_seeds());
        write_seeds(folder / "stamp", test::stamp_seeds());
        write_seeds(folder / "multi_value", test::multi_value_seeds());
        write_seeds(folder / "entry_id", test::entry_id_seeds());
    } catch (const std::exception& failure) {
        std::cerr << "make_corpus: " << failure.what() << '\n';
        return 1;
    }
    return 0;
}
