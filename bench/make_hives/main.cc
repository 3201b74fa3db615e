// make_hives: deterministic synthetic user hives for tests and benchmarks.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "generator.h"
#include "options.h"
#include "support/log_builder.h"

namespace {

using olkacct::bench::Generator;
using olkacct::test::Bytes;

constexpr std::uint32_t sequence = 100;

struct Truth {
    std::ofstream clean;
    std::ofstream replayed;
};

void write_file(const std::string& path, std::initializer_list<const Bytes*> parts) {
    std::ofstream out(path, std::ios::binary);
    for (const auto* part : parts) {
        out.write(reinterpret_cast<const char*>(part->data()),
                  static_cast<std::streamsize>(part->size()));
    }
    if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

void write_clean(const Generator& generator, const std::string& path) {
    const auto head = generator.hive().base_block(sequence, sequence);
    write_file(path, {&head, &generator.hive().bins()});
}

// The hive as it was before one more account; the log has what makes it the state after.
void write_dirty(Generator& generator, const std::string& path) {
    const auto head = generator.hive().base_block(sequence + 1, sequence);
    Bytes history[] = {generator.hive().bins(), {}};
    write_file(path, {&head, &history[0]});
    generator.add_late_account();
    history[1] = generator.hive().bins();
    const auto log = olkacct::test::new_format_log(head, sequence, history);
    write_file(path + ".LOG1", {&log});
    write_file(path + ".LOG2", {});  // there but empty, as Windows leaves it
}

void make_hive(const olkacct::bench::Options& options, std::uint32_t index, Truth& truth) {
    char name[16];
    std::snprintf(name, sizeof name, "u%06u.dat", index);
    const auto in_folder = !options.folder.empty();
    const std::string_view column = in_folder ? name : "";
    const auto path = in_folder ? options.folder + "/" + name : options.out;

    Generator generator(options.seed + index);
    generator.run(options.plan);
    generator.write_truth(truth.clean, column);
    if (options.dirty) {
        write_dirty(generator, path);
        generator.write_truth(truth.replayed, column);
    } else {
        write_clean(generator, path);
    }
}

}  // namespace

int main(int argument_count, char** arguments) {
    const auto options = olkacct::bench::parse_options(argument_count, arguments);
    if (!options) return 2;
    try {
        if (!options->folder.empty()) std::filesystem::create_directories(options->folder);
        Truth truth;
        if (!options->truth.empty()) truth.clean.open(options->truth);
        if (!options->truth.empty() && options->dirty) {
            truth.replayed.open(options->truth + ".replayed");
        }
        for (std::uint32_t i = 0; i < options->count; ++i) make_hive(*options, i, truth);
    } catch (const std::exception& failure) {
        std::cerr << "make_hives: " << failure.what() << '\n';
        return 1;
    }
    return 0;
}
