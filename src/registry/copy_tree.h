// Copies a key with everything below it from one transaction into another, between any two stores.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/store.h"

namespace olkacct::registry {

struct CopyCounts {
    std::uint64_t keys = 0;  ///< the top one included
    std::uint64_t values = 0;
    std::uint64_t bytes = 0;  ///< of data
};

/// A value that was left behind because only the store that protected it can open it.
struct LeftSecret {
    std::u16string path;  ///< of its key, below the top one
    std::u16string value;
};

struct CopyOptions {
    /// Both sides are one database, or share its key.
    bool same_secrets = false;
    /// Bounds on what a hostile source can make us write.
    CopyCounts most{.keys = 1U << 20, .values = 1U << 24, .bytes = std::uint64_t{4} << 30};
    /// May change a value before it is set; false leaves it out. `path` is that of its key below
    /// the top one, empty for the top one itself.
    std::function<bool(std::u16string_view path, RegistryValue& value)> convert = nullptr;
    /// Called now and then; false stops the copy with user_cancelled.
    std::function<bool(const CopyCounts&)> progress = nullptr;
};

struct CopyOutcome {
    CopyCounts counts;
    std::vector<LeftSecret> left_secrets;
    /// Keys whose class name or descriptor the target cannot keep.
    std::uint64_t without_class_name = 0;
    std::uint64_t without_descriptor = 0;
};

/// Sets the values of `source` on `target`, which exists, and makes what is below. What is in the
/// target already stays unless a value of the same name replaces it. Keeps values as they are and
/// in their order, class names and descriptors where the target can. limit_exceeded, and what
/// reading and writing give; the caller commits.
Result<CopyOutcome> copy_tree(ReadTransaction& from, KeyId source, WriteTransaction& to,
                              KeyId target, const CopyOptions& options = {});

}  // namespace olkacct::registry
