// Lines of a UIDL answer (RFC 1939, section 7), and their comparison with a history.
#include "mail/server_list.h"

#include <algorithm>
#include <charconv>
#include <compare>
#include <functional>
#include <optional>

namespace olkacct::mail {
namespace {

bool belongs_in_a_uid(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7F;
}

std::optional<ServerMessage> read_line(std::string_view line) {
    ServerMessage message{0, line};
    if (const std::size_t space = line.find(' '); space != std::string_view::npos) {
        const auto [end, error] = std::from_chars(line.data(), line.data() + space, message.number);
        if (error != std::errc() || end != line.data() + space || message.number == 0) {
            return std::nullopt;
        }
        message.uid = line.substr(space + 1);
    }
    if (message.uid.empty() || !std::ranges::all_of(message.uid, belongs_in_a_uid)) {
        return std::nullopt;
    }
    return message;
}

bool is_status(std::string_view line, std::string_view status) {
    return line == status || (line.starts_with(status) && line[status.size()] == ' ');
}

tl::unexpected<Error> bad_line(std::string what, const std::string& where, std::size_t line) {
    return fail(ErrorCode::not_a_uid_list, std::move(what), where + ":" + std::to_string(line));
}

// Sorted by hash first, because numbers side by side compare faster than strings elsewhere; UIDs
// that a server makes collide still cost no more than a search among strings.
struct KnownUid {
    std::size_t hash;
    std::string_view uid;

    explicit KnownUid(std::string_view text)
        : hash(std::hash<std::string_view>()(text)), uid(text) {}
    auto operator<=>(const KnownUid&) const = default;
};

std::vector<KnownUid> known_uids(std::span<const HistoryTag> tags) {
    std::vector<KnownUid> uids;
    uids.reserve(tags.size());
    for (const HistoryTag& tag : tags) {
        uids.emplace_back(tag.uid);
    }
    std::ranges::sort(uids);
    uids.erase(std::unique(uids.begin(), uids.end()), uids.end());
    return uids;
}

}  // namespace

Result<std::vector<ServerMessage>> parse_server_list(std::string_view text,
                                                     const std::string& where) {
    std::vector<ServerMessage> messages;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (line.empty() || (number == 1 && is_status(line, "+OK"))) {
            continue;
        }
        if (number == 1 && is_status(line, "-ERR")) {
            return bad_line("the server refused to list its messages", where, number);
        }
        if (line == ".") {
            break;
        }
        const auto message = read_line(line);
        if (!message) {
            return bad_line("the line is neither a UID nor a number and a UID", where, number);
        }
        messages.push_back(*message);
    }
    return messages;
}

Comparison compare_with_history(std::span<const ServerMessage> messages,
                                std::span<const HistoryTag> tags) {
    const auto known = known_uids(tags);
    std::vector<bool> seen(known.size(), false);
    Comparison result;
    for (const ServerMessage& message : messages) {
        const auto found = std::ranges::lower_bound(known, KnownUid(message.uid));
        if (found != known.end() && found->uid == message.uid) {
            seen[static_cast<std::size_t>(found - known.begin())] = true;
        } else {
            result.to_fetch.push_back(message);
        }
    }
    result.gone = static_cast<std::size_t>(std::ranges::count(seen, false));
    return result;
}

}  // namespace olkacct::mail
