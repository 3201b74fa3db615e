// Every state in which a crash, or Windows itself, can leave a hive and its logs.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "support/bytes.h"
#include "support/hive_builder.h"

namespace olkacct::test {

struct DirtyState {
    std::string name;
    Bytes primary;
    // Nothing: there is no such file.
    std::optional<Bytes> log1;
    std::optional<Bytes> log2;
    // The step that a reader must show (without any log the hive as it is); nothing: the logs that
    // are there cannot be used, so reading must be refused.
    std::optional<std::uint32_t> step;
};

// The key in which each state has a REG_DWORD with the number of its step, from 0.
inline constexpr std::u16string_view step_key = u"Software\\Steps";
inline constexpr std::u16string_view step_value = u"Step";

inline void PrintTo(const DirtyState& state, std::ostream* out) { *out << state.name; }

// Logs of Windows 8.1 and later.
std::vector<DirtyState> new_format_states(const HiveOptions& options = {});
// Logs of Windows 8.0 and older.
std::vector<DirtyState> old_format_states(const HiveOptions& options = {.minor_version = 3,
                                                                        .list_kind = ListKind::lf});

}  // namespace olkacct::test
