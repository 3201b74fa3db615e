// Events as lines, as they come: JSON, CSV, or a table whose columns have fixed widths.
#pragma once

#include <string>
#include <string_view>

#include "accounts/source_follower.h"
#include "arguments.h"

namespace olkacct::app {

/// `created`, `changed`, `predeleted`, `deleted`, `order_changed`.
std::string_view event_name(accounts::AccountEventKind kind);

/// What an event is about, in words; empty where there is no such thing.
struct EventFacts {
    std::string_view event;
    std::string id;
    std::string name;
    std::string email;
    std::string root;
    std::string profile;
    std::string sequence;
};

EventFacts facts_of(const accounts::ProfileStep& step, const accounts::AccountEvent& event);

/// Nothing for JSON.
void append_event_header(std::string& out, Format format);
void append_event(std::string& out, Format format, std::string_view source,
                  const accounts::ProfileStep& step, const accounts::AccountEvent& event);

}  // namespace olkacct::app
