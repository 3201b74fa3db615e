// The times in a download history as people write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mail/history.h"

namespace olkacct::app {

/// `2024-02-29 23:59:59`, whether or not there is such a time.
std::string time_text(const mail::TagTime& time);

/// The same, also with a T in the place of the space; nullopt unless it is a time that a clock
/// shows.
std::optional<mail::TagTime> parse_time(std::string_view text);

/// The local time of now.
mail::TagTime local_time();

}  // namespace olkacct::app
