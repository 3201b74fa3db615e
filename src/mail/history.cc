// Version, count, and so many strings that each end with a zero byte.
#include "mail/history.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/byte_reader.h"
#include "base/byte_writer.h"
#include "base/digits.h"
#include "mail/history_uid.h"

namespace olkacct::mail {
namespace {

constexpr std::uint16_t version = 3;
constexpr std::size_t head_size = 4;
constexpr std::size_t uid_at = 2 + std::tuple_size_v<TagTime>;

unsigned number(const TagTime& time, std::size_t at, std::size_t size) {
    unsigned value = 0;
    for (const char c : std::span(time).subspan(at, size)) {
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

unsigned days_in(unsigned year, unsigned month) {
    constexpr std::array<unsigned, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

std::optional<HistoryOperation> operation_of(char c) {
    switch (c) {
        case '+':
            return HistoryOperation::get;
        case '-':
            return HistoryOperation::remove;
        case '&':
            return HistoryOperation::get_and_remove;
        default:
            return std::nullopt;
    }
}

std::optional<HistoryContent> content_of(char c) {
    switch (c) {
        case ' ':
            return HistoryContent::none;
        case 'h':
            return HistoryContent::header;
        case 'b':
            return HistoryContent::body;
        default:
            return std::nullopt;
    }
}

std::optional<HistoryTag> read_tag(std::string_view text) {
    if (text.size() <= uid_at) {
        return std::nullopt;
    }
    const auto operation = operation_of(text[0]);
    const auto content = content_of(text[1]);
    const std::string_view digits = text.substr(2, std::tuple_size_v<TagTime>);
    auto uid = decode_uid(text.substr(uid_at));
    if (!operation || !content || !uid || !std::ranges::all_of(digits, base::is_digit)) {
        return std::nullopt;
    }
    HistoryTag tag{*operation, *content, {}, std::move(*uid)};
    std::ranges::copy(digits, tag.time.begin());
    return tag;
}

void note_fault(History& history, HistoryFault fault, std::size_t at) {
    if (!history.fault) {
        history.fault = fault;
        history.fault_at = at;
    }
}

Result<void> check(const HistoryTag& tag) {
    if (tag.uid.empty() || tag.uid.size() > max_uid_size) {
        return fail(ErrorCode::invalid_argument, "a UID has " + std::to_string(tag.uid.size()) +
                                                     " bytes; a history takes 1 to " +
                                                     std::to_string(max_uid_size));
    }
    if (!std::ranges::all_of(tag.time, base::is_digit)) {
        return fail(ErrorCode::invalid_argument, "the time of a tag is not 14 digits");
    }
    return {};
}

}  // namespace

bool is_possible(const TagTime& time) {
    const unsigned month = number(time, 4, 2);
    const unsigned day = number(time, 6, 2);
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in(number(time, 0, 4), month) &&
           number(time, 8, 2) < 24 && number(time, 10, 2) < 60 && number(time, 12, 2) < 60;
}

History read_history(std::span<const std::byte> bytes) {
    History history;
    if (bytes.size() < head_size) {
        note_fault(history, HistoryFault::truncated, bytes.size());
        return history;
    }
    if (base::load_u16(bytes.first<2>()) != version) {
        note_fault(history, HistoryFault::bad_version, 0);
        return history;
    }
    const std::size_t count = base::load_u16(bytes.subspan<2, 2>());
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::size_t at = head_size;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t end = text.find('\0', at);
        if (end == std::string_view::npos) {
            note_fault(history, HistoryFault::truncated, text.size());
            history.missing_tags = count - i;
            return history;
        }
        if (auto tag = read_tag(text.substr(at, end - at))) {
            history.tags.push_back(std::move(*tag));
        } else {
            note_fault(history, HistoryFault::bad_tag, at);
            ++history.bad_tags;
        }
        at = end + 1;
    }
    if (at != text.size()) {
        note_fault(history, HistoryFault::trailing_data, at);
        history.trailing_bytes = text.size() - at;
    }
    return history;
}

Result<std::vector<std::byte>> write_history(std::span<const HistoryTag> tags) {
    if (tags.size() > max_history_tags) {
        return fail(ErrorCode::invalid_argument,
                    std::to_string(tags.size()) + " tags are more than a history can have");
    }
    std::string text(head_size, '\0');
    for (const HistoryTag& tag : tags) {
        if (auto checked = check(tag); !checked) {
            return tl::unexpected(std::move(checked.error()));
        }
        text += static_cast<char>(tag.operation);
        text += static_cast<char>(tag.content);
        text.append(tag.time.data(), tag.time.size());
        append_encoded_uid(text, tag.uid);
        text += '\0';
    }
    const auto written = std::as_bytes(std::span(text));
    std::vector<std::byte> bytes(written.begin(), written.end());
    base::store_u16(std::span(bytes).first<2>(), version);
    base::store_u16(std::span(bytes).subspan<2, 2>(), static_cast<std::uint16_t>(tags.size()));
    return bytes;
}

}  // namespace olkacct::mail
