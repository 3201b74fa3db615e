// What of a registry export is kept, and the limits of reading one.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"

namespace olkacct::registry {

/// Which keys are kept: those at and below the listed ones. Everything when the list is empty.
struct KeepFilter {
    /// Below the user's root, `\` between names; compared by Windows' rule.
    std::vector<std::u16string> keys = {};

    [[nodiscard]] bool keeps(std::u16string_view path) const;
};

/// Bounds on what a hostile export can make us hold. Each is far above what Windows exports.
struct RegfileLimits {
    std::size_t key_line_units = 512 * 256;  ///< the deepest path of the longest names
    std::size_t value_bytes = 16U << 20;     ///< data of one value
    std::size_t kept_bytes = 128U << 20;     ///< names and data of all that was kept
    std::size_t keys = 1U << 18;
    std::size_t values = 1U << 20;
    std::size_t text_bytes = 512U << 20;  ///< of a file that is changed, which is held as a whole
    std::size_t warnings = 32;            ///< further ones are only counted
};

struct RegfileOptions {
    KeepFilter keep = {};
    RegfileLimits limits = {};
    /// Also say where each key stands.
    bool outline = false;
    /// How often a writer asks for the lock, with a pause in between, before source_busy.
    int lock_attempts = 400;
    /// Where the files are; null: the operating system's.
    std::shared_ptr<base::FileSystem> files = nullptr;
};

}  // namespace olkacct::registry
