// FILETIME as ISO 8601, without the C library's time zones.
#include "base/filetime.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace olkacct::base {

std::string filetime_to_text(std::uint64_t filetime) {
    using namespace std::chrono;
    constexpr std::uint64_t ticks_per_day = 864'000'000'000;
    constexpr std::uint64_t days_to_year_10000 = 3'067'671;
    const std::uint64_t whole_days = filetime / ticks_per_day;
    if (filetime == 0 || whole_days >= days_to_year_10000) {
        return {};
    }
    const sys_days epoch = year{1601} / January / 1;
    const year_month_day date{epoch + days{static_cast<int>(whole_days)}};
    const std::uint64_t ticks = filetime % ticks_per_day;
    const auto seconds_of_day = static_cast<unsigned>(ticks / 10'000'000);
    std::array<char, 40> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02uT%02u:%02u:%02u.%07uZ",
        static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()), seconds_of_day / 3600, seconds_of_day / 60 % 60,
        seconds_of_day % 60, static_cast<unsigned>(ticks % 10'000'000));
    return {text.data(), static_cast<std::size_t>(length)};
}

std::uint64_t filetime_now() {
    using namespace std::chrono;
    using Ticks = duration<std::uint64_t, std::ratio<1, 10'000'000>>;
    constexpr Ticks unix_epoch{116'444'736'000'000'000};
    return (unix_epoch + duration_cast<Ticks>(system_clock::now().time_since_epoch())).count();
}

}  // namespace olkacct::base
