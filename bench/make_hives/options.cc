#include "options.h"

#include <charconv>
#include <cstring>
#include <iostream>
#include <string_view>

namespace olkacct::bench {

namespace {

constexpr auto usage =
    R"(make_hives: makes user hives with Outlook profiles in them, all from a seed

  make_hives --kind small --out FILE [--truth FILE]
  make_hives --kind small --dir FOLDER --count N [--truth FILE]

  --kind KIND      small    1 profile,    5 accounts,  1 MiB
                   typical  2 profiles,   8 accounts, 10 MiB
                   large    3 profiles, 200 accounts, 60 MiB
  --profiles N, --accounts N, --bytes N    instead of the kind's
  --seed N         default 1; hive i of a folder is uNNNNNN.dat, made with seed + i
  --dirty          make the hives dirty: FILE.LOG1 holds one more account (00000FFF), FILE.LOG2 is
                   empty; TRUTH.replayed says what a reader of the log must find
  --truth FILE     one line for each value of each account:
                   [file TAB] profile TAB account TAB value TAB type TAB data
)";

std::optional<HivePlan> plan_of(std::string_view kind) {
    if (kind == "small") return HivePlan{};
    if (kind == "typical") return HivePlan{2, 8, std::size_t{10} << 20};
    if (kind == "large") return HivePlan{3, 200, std::size_t{60} << 20};
    return std::nullopt;
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    return parsed.ec == std::errc() && parsed.ptr == end;
}

// Takes one option with its argument.
bool take(Options& options, std::string_view name, std::string_view value) {
    if (name == "--kind") return plan_of(value).has_value();  // applied before the others
    if (name == "--profiles") return read_number(value, options.plan.profiles);
    if (name == "--accounts") return read_number(value, options.plan.accounts);
    if (name == "--bytes") return read_number(value, options.plan.bytes);
    if (name == "--seed") return read_number(value, options.seed);
    if (name == "--count") return read_number(value, options.count);
    if (name == "--out")
        options.out = value;
    else if (name == "--dir")
        options.folder = value;
    else if (name == "--truth")
        options.truth = value;
    else
        return false;
    return true;
}

}  // namespace

std::optional<Options> parse_options(int count, char** arguments) {
    Options options;
    for (int i = 1; i + 1 < count; ++i) {
        if (std::strcmp(arguments[i], "--kind") == 0) {
            if (const auto plan = plan_of(arguments[i + 1])) options.plan = *plan;
        }
    }
    for (int i = 1; i < count; ++i) {
        const std::string_view name = arguments[i];
        if (name == "--dirty") {
            options.dirty = true;
        } else if (i + 1 == count || !take(options, name, arguments[++i])) {
            std::cerr << "make_hives: cannot take " << name << "\n\n" << usage;
            return std::nullopt;
        }
    }
    if (options.out.empty() == options.folder.empty()) {
        std::cerr << usage;
        return std::nullopt;
    }
    return options;
}

}  // namespace olkacct::bench
