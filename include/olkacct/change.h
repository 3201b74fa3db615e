// Changes of a source as data: what a plan prints, what is applied, journalled and undone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "olkacct/registry_value.h"

namespace olkacct {

enum class ChangeKind : std::uint8_t { create_key, delete_key, set_value, delete_value };

/// One step. create_key makes an empty key and delete_key removes an empty one, so every step can
/// be turned round: the steps for what lies below a deleted key stand before it.
struct Change {
    ChangeKind kind = ChangeKind::set_value;
    /// From the root of the source, in the stored spelling, `\` between names.
    std::u16string key;
    /// What was there: of delete_value, and of set_value unless the value is new.
    std::optional<RegistryValue> before = {};
    /// What is there afterwards: of set_value.
    std::optional<RegistryValue> after = {};
    /// What a key has beside its values, in stores that keep it: of delete_key what it had, of
    /// create_key what it gets. Empty: none, and of create_key what a new key there has by itself.
    std::u16string class_name = {};
    std::vector<std::byte> descriptor = {};

    bool operator==(const Change&) const = default;
};

enum class RemarkKind : std::uint8_t {
    note,             ///< worth knowing
    not_copied,       ///< cannot travel and was left behind
    left_to_outlook,  ///< Outlook must still create it
    secret_refused,   ///< a password was given that the store cannot protect
};

/// What a careful user must know of an edit besides its changes.
struct Remark {
    RemarkKind kind = RemarkKind::note;
    std::string what;
    std::string where;

    bool operator==(const Remark&) const = default;
};

/// What an edit would do, or did, to one source.
struct Plan {
    std::string source;
    std::vector<Change> changes;
    std::vector<Remark> remarks;
    /// Of an edit that was done: its number in the source's log of changes; 0 where there is none.
    std::uint64_t sequence = 0;

    [[nodiscard]] bool empty() const { return changes.empty(); }
};

}  // namespace olkacct
