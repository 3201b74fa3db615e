// Digits with punctuation between them.
#include "tag_time.h"

#include <ctime>

#include "base/digits.h"

namespace olkacct::app {
namespace {

// A zero stands for any digit.
constexpr std::string_view pattern = "0000-00-00 00:00:00";

}  // namespace

std::string time_text(const mail::TagTime& time) {
    std::string out(pattern);
    auto digit = time.begin();
    for (char& c : out) {
        c = c == '0' ? *digit++ : c;
    }
    return out;
}

std::optional<mail::TagTime> parse_time(std::string_view text) {
    if (text.size() != pattern.size()) {
        return std::nullopt;
    }
    mail::TagTime time = {};
    auto digit = time.begin();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (pattern[i] == '0' && base::is_digit(text[i])) {
            *digit++ = text[i];
        } else if (text[i] != pattern[i] && !(pattern[i] == ' ' && text[i] == 'T')) {
            return std::nullopt;
        }
    }
    return digit == time.end() && mail::is_possible(time) ? std::optional(time) : std::nullopt;
}

mail::TagTime local_time() {
    const std::time_t now = std::time(nullptr);
    std::tm parts = {};
    ::localtime_r(&now, &parts);
    // A leap second is none for histories.
    parts.tm_sec = parts.tm_sec > 59 ? 59 : parts.tm_sec;
    std::string text(pattern.size() + 1, '\0');
    text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &parts));
    return parse_time(text).value_or(mail::TagTime{});
}

}  // namespace olkacct::app
