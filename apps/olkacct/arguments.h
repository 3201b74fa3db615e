// What a command line asks for, after parsing and checking.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "command_table.h"
#include "olkacct/error.h"
#include "olkacct/guid.h"
#include "olkacct/profile.h"

namespace olkacct::app {

enum class Format : std::uint8_t { table, json, csv };

/// The words of a command line, sorted by the table but not yet understood.
struct RawArguments {
    CommandId command = CommandId::list;
    std::vector<std::string> operands;
    /// Flags that were given hold one empty string.
    std::array<std::vector<std::string>, option_count> options;

    [[nodiscard]] bool given(OptionId id) const {
        return !options[static_cast<std::size_t>(id)].empty();
    }
    [[nodiscard]] const std::vector<std::string>& values(OptionId id) const {
        return options[static_cast<std::size_t>(id)];
    }
};

/// A type filter: a known type, or any class id.
struct TypeFilter {
    AccountType type = AccountType::other;
    std::optional<Guid> type_id;
};

struct Arguments {
    CommandId command = CommandId::list;
    /// The source of the one-source commands; empty with --sample.
    std::string source;
    std::vector<std::string> scan_paths;
    std::optional<std::string> account_name;
    std::optional<std::uint32_t> account_id;
    bool sample = false;
    bool replay_logs = true;
    bool verbose = false;
    bool values = true;
    Format format = Format::table;
    std::optional<std::u16string> profile;
    /// In the order of Category; empty: no filter.
    std::vector<Category> categories;
    std::vector<TypeFilter> types;
    /// 0: one a core.
    unsigned jobs = 0;
};

/// The most sources that may be read at a time.
inline constexpr unsigned max_jobs = 256;

/// Errors: bad_usage, naming the word that is not understood.
Result<Arguments> understand(const RawArguments& raw);

}  // namespace olkacct::app
