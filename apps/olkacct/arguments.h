// What a command line asks for, after parsing and checking.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

/// What most commands have in common, understood. A command that has options of its own finds
/// their words in `raw` and checks them before it touches anything.
struct Arguments {
    CommandId command = CommandId::list;
    RawArguments raw;
    /// The source of the one-source commands; empty with --sample.
    std::string source;
    /// The other operands, in their order. Those that must be there are.
    std::vector<std::string> words;
    std::optional<std::uint32_t> account_id;
    bool sample = false;
    bool replay_logs = true;
    bool verbose = false;
    bool values = true;
    Format format = Format::table;
    /// Writing commands: only plan.
    bool dry_run = false;
    /// Writing commands: replace a hive as a whole.
    bool rewrite = false;
    std::optional<std::u16string> profile;
    std::optional<ProfileRoot> root;
    std::optional<ProfileRoot> to_root;
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

/// Decimal, or hexadecimal after 0x.
std::optional<std::uint32_t> parse_number(std::string_view text);

/// A text that is to be written. bad_usage at `where` for what is not UTF-8.
Result<std::u16string> given_text(std::string_view word, std::string_view where);

/// `'WORD' is not EXPECTED`, bad_usage at `where`.
tl::unexpected<Error> bad_word(std::string_view where, std::string_view word,
                               std::string_view expected);

/// `mail, address_book, store`
std::string joined(std::span<const std::string_view> words);

}  // namespace olkacct::app
