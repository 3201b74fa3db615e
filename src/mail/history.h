// The download history of a POP3 account: which messages have been fetched from or deleted on the
// server. Specification 13.1.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "olkacct/error.h"

namespace olkacct::mail {

/// The most tags that the count of a history can tell.
inline constexpr std::size_t max_history_tags = 65535;

/// The values are the characters of the format.
enum class HistoryOperation : char { get = '+', remove = '-', get_and_remove = '&' };
enum class HistoryContent : char { none = ' ', header = 'h', body = 'b' };

/// Digits of year (4), month, day, hour, minute and second (2 each): local time of the client.
using TagTime = std::array<char, 14>;

struct HistoryTag {
    HistoryOperation operation = HistoryOperation::get;
    HistoryContent content = HistoryContent::none;
    TagTime time = {};
    /// Decoded; 1 to max_uid_size bytes when written, of any length when read.
    std::string uid;

    bool operator==(const HistoryTag&) const = default;
};

/// False when no calendar and clock show these digits; such a tag is kept all the same (S-67).
bool is_possible(const TagTime& time);

enum class HistoryFault : std::uint8_t {
    bad_version,    ///< not 3: nothing of it is read
    truncated,      ///< it ends before all tags that its count promises have ended
    bad_tag,        ///< too short, or with a character that does not belong there
    trailing_data,  ///< bytes after the last tag
};

/// What could be read. Of several tags with one UID the last is meant.
struct History {
    std::vector<HistoryTag> tags;
    /// The first thing that is wrong, and where in the bytes.
    std::optional<HistoryFault> fault;
    std::size_t fault_at = 0;
    std::size_t bad_tags = 0;
    /// How many tags the count promises that are not there.
    std::size_t missing_tags = 0;
    std::size_t trailing_bytes = 0;
};

History read_history(std::span<const std::byte> bytes);

/// invalid_argument for more than max_history_tags tags, for a UID that is empty or longer than
/// max_uid_size, and for a time that is not all digits.
Result<std::vector<std::byte>> write_history(std::span<const HistoryTag> tags);

}  // namespace olkacct::mail
