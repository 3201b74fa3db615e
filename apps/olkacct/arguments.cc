// Checks and converts the words of a command line.
#include "arguments.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <string_view>

#include "base/com/account_source.h"
#include "olkacct/text.h"

namespace olkacct::app {
namespace {

std::string quoted(std::string_view word) {
    std::string out(1, '\'');
    out += word;
    out += '\'';
    return out;
}

tl::unexpected<Error> bad_value(OptionId id, const std::string& value, std::string_view expected) {
    return bad_word(option_row(id).long_name, value, expected);
}

std::optional<std::size_t> choice(OptionId id, std::string_view value) {
    const auto choices = option_row(id).choices;
    const auto found = std::find(choices.begin(), choices.end(), value);
    if (found == choices.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - choices.begin());
}

bool may_be(const OperandRow& operand, const std::string& word) {
    return operand.choices.empty() ||
           std::find(operand.choices.begin(), operand.choices.end(), word) != operand.choices.end();
}

Result<void> take_operands(const RawArguments& raw, Arguments& out) {
    const CommandRow& row = command_row(raw.command);
    std::size_t next = 0;
    for (const OperandRow& operand : row.operands) {
        if (operand.is_source && out.sample) {
            continue;
        }
        if (next == raw.operands.size()) {
            const auto usual = operand.is_source ? com::account_source() : std::nullopt;
            if (usual) {
                out.source = *usual;
            } else if (operand.required) {
                const bool sample =
                    operand.is_source && takes(raw.command, option_row(OptionId::sample));
                return fail(
                    ErrorCode::bad_usage,
                    std::string(operand.name) + " is missing" + (sample ? " (or --sample)" : ""),
                    std::string(row.name));
            }
            continue;
        }
        const std::string& word = raw.operands[next++];
        if (!may_be(operand, word)) {
            return bad_word(row.name, word, "one of " + joined(operand.choices));
        }
        if (operand.is_source) {
            out.source = word;
        } else {
            out.words.push_back(word);
        }
        for (; operand.repeatable && next < raw.operands.size(); ++next) {
            out.words.push_back(raw.operands[next]);
        }
    }
    if (next != raw.operands.size()) {
        return fail(ErrorCode::bad_usage, quoted(raw.operands[next]) + " is one word too many",
                    std::string(row.name));
    }
    if (std::any_of(raw.operands.begin(), raw.operands.end(),
                    [](const std::string& operand) { return operand.empty(); })) {
        return fail(ErrorCode::bad_usage, "an operand is empty", std::string(row.name));
    }
    return {};
}

Result<void> take_types(const RawArguments& raw, Arguments& out) {
    static constexpr AccountType in_order[] = {AccountType::pop3, AccountType::imap,
                                               AccountType::mapi, AccountType::hotmail,
                                               AccountType::ldap, AccountType::eas};
    for (const std::string& value : raw.values(OptionId::type)) {
        if (const auto known = choice(OptionId::type, value)) {
            out.types.push_back({in_order[*known], std::nullopt});
        } else if (const auto type_id = Guid::parse(std::string_view(value))) {
            out.types.push_back({AccountType::other, type_id});
        } else {
            return bad_value(OptionId::type, value,
                             "a class id or one of " + joined(option_row(OptionId::type).choices));
        }
    }
    return {};
}

Result<void> take_root(const RawArguments& raw, OptionId id, std::optional<ProfileRoot>& out) {
    static constexpr ProfileRoot in_order[] = {ProfileRoot::office_16, ProfileRoot::office_15,
                                               ProfileRoot::windows_messaging_nt,
                                               ProfileRoot::windows_messaging_9x};
    for (const std::string& value : raw.values(id)) {
        const auto chosen = choice(id, value);
        if (!chosen) {
            return bad_value(id, value, "one of " + joined(option_row(id).choices));
        }
        out = in_order[*chosen];
    }
    return {};
}

Result<void> take_choices(const RawArguments& raw, Arguments& out) {
    for (const std::string& value : raw.values(OptionId::format)) {
        const auto chosen = choice(OptionId::format, value);
        if (!chosen) {
            return bad_value(OptionId::format, value,
                             "one of " + joined(option_row(OptionId::format).choices));
        }
        out.format = static_cast<Format>(*chosen);
    }
    for (const std::string& value : raw.values(OptionId::category)) {
        const auto chosen = choice(OptionId::category, value);
        if (!chosen) {
            return bad_value(OptionId::category, value,
                             "one of " + joined(option_row(OptionId::category).choices));
        }
        out.categories.push_back(all_categories[*chosen]);
    }
    std::sort(out.categories.begin(), out.categories.end());
    out.categories.erase(std::unique(out.categories.begin(), out.categories.end()),
                         out.categories.end());
    return take_root(raw, OptionId::root, out.root)
        .and_then([&] { return take_root(raw, OptionId::to_root, out.to_root); })
        .and_then([&] { return take_types(raw, out); });
}

Result<void> take_numbers(const RawArguments& raw, Arguments& out) {
    for (const std::string& value : raw.values(OptionId::id)) {
        out.account_id = parse_number(value);
        if (!out.account_id) {
            return bad_value(OptionId::id, value, "an account number");
        }
    }
    for (const std::string& value : raw.values(OptionId::jobs)) {
        const auto jobs = parse_number(value);
        if (!jobs || *jobs == 0 || *jobs > max_jobs) {
            return bad_value(OptionId::jobs, value,
                             "a number from 1 to " + std::to_string(max_jobs));
        }
        out.jobs = *jobs;
    }
    return {};
}

}  // namespace

std::string joined(std::span<const std::string_view> choices) {
    std::string out;
    for (const std::string_view choice : choices) {
        out += out.empty() ? "" : ", ";
        out += choice;
    }
    return out;
}

std::optional<std::uint32_t> parse_number(std::string_view text) {
    int base = 10;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        base = 16;
        text.remove_prefix(2);
    }
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

Result<std::u16string> given_text(std::string_view word, std::string_view where) {
    std::u16string text = from_wtf8(word);
    const std::string again = to_utf8(text);
    if (again == word) {
        return text;
    }
    const auto [good, bad] = std::ranges::mismatch(again, word);
    return fail(ErrorCode::bad_usage,
                "'" + to_display(text) + "' is not UTF-8 (from byte " +
                    std::to_string(bad - word.begin() + 1) + ")",
                std::string(where));
}

tl::unexpected<Error> bad_word(std::string_view where, std::string_view word,
                               std::string_view expected) {
    return fail(ErrorCode::bad_usage, quoted(word) + " is not " + std::string(expected),
                std::string(where));
}

Result<Arguments> understand(const RawArguments& raw) {
    Arguments out;
    out.command = raw.command;
    out.raw = raw;
    out.sample = raw.given(OptionId::sample);
    out.replay_logs = !raw.given(OptionId::no_logs);
    out.dry_run = raw.given(OptionId::dry_run);
    out.rewrite = raw.given(OptionId::rewrite);
    out.verbose = raw.given(OptionId::verbose);
    out.values = !raw.given(OptionId::no_values);
    if (raw.given(OptionId::profile)) {
        out.profile = from_wtf8(raw.values(OptionId::profile).back());
    }
    return take_operands(raw, out)
        .and_then([&] { return take_choices(raw, out); })
        .and_then([&] { return take_numbers(raw, out); })
        .map([&] { return std::move(out); });
}

}  // namespace olkacct::app
