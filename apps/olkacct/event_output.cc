// The facts of an event, and the lines made of them.
#include "event_output.h"

#include "account_text.h"
#include "json_text.h"
#include "olkacct/text.h"
#include "sheet.h"

namespace olkacct::app {
namespace {

using accounts::AccountEvent;
using accounts::AccountEventKind;
using accounts::ProfileStep;

// The last column has room for what comes.
constexpr std::size_t event_width = 13;
constexpr std::size_t id_width = 6;
constexpr std::size_t profile_width = 16;

// Of an account that goes as it was.
const Profile& profile_of(const ProfileStep& step, const AccountEvent& event) {
    const bool goes =
        event.kind == AccountEventKind::predeleted || event.kind == AccountEventKind::deleted;
    return goes ? *step.before : *step.after;
}

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) {
        text.resize(width, ' ');
    }
    return text;
}

void append_json_event(std::string& out, std::string_view source, const ProfileStep& step,
                       const AccountEvent& event) {
    const Profile& profile = profile_of(step, event);
    out.append(line_start(source, profile))
        .append(R"(,"event":")")
        .append(event_name(event.kind))
        .append("\"");
    if (step.sequence != 0) {
        out += R"(,"sequence":)";
        append_number(out, step.sequence);
    }
    if (const Account* const account = profile.find_account(event.account)) {
        append_account_members(out, profile, *account);
    } else if (event.account != 0) {
        out += R"(,"id":)";
        append_number(out, event.account);
    }
    out += "}\n";
}

}  // namespace

std::string_view event_name(AccountEventKind kind) {
    switch (kind) {
        case AccountEventKind::created:
            return "created";
        case AccountEventKind::changed:
            return "changed";
        case AccountEventKind::predeleted:
            return "predeleted";
        case AccountEventKind::deleted:
            return "deleted";
        case AccountEventKind::order_changed:
            break;
    }
    return "order_changed";
}

EventFacts facts_of(const ProfileStep& step, const AccountEvent& event) {
    const Profile& profile = profile_of(step, event);
    EventFacts facts;
    facts.event = event_name(event.kind);
    facts.root = root_name(profile.root);
    facts.profile = to_utf8(profile.name);
    if (step.sequence != 0) {
        facts.sequence = std::to_string(step.sequence);
    }
    if (event.account != 0) {
        facts.id = std::to_string(event.account);
    }
    if (const Account* const account = profile.find_account(event.account)) {
        const Identification identification = identify(profile, *account);
        facts.name = text_cell(identification.name);
        facts.email = text_cell(identification.email);
    }
    return facts;
}

void append_event_header(std::string& out, Format format) {
    Sheet sheet;
    if (format == Format::csv) {
        sheet.header = {"source", "root", "profile", "event", "id", "name", "email", "sequence"};
        append_csv_header(out, sheet);
    } else if (format == Format::table) {
        sheet.rows = {{padded("event", event_width), padded("id", id_width),
                       padded("profile", profile_width), "name"}};
        append_table(out, sheet);
    }
}

void append_event(std::string& out, Format format, std::string_view source, const ProfileStep& step,
                  const AccountEvent& event) {
    if (format == Format::json) {
        append_json_event(out, source, step, event);
        return;
    }
    EventFacts facts = facts_of(step, event);
    Sheet sheet;
    if (format == Format::csv) {
        sheet.rows = {{to_utf8(from_wtf8(source)), facts.root, facts.profile,
                       std::string(facts.event), facts.id, facts.name, facts.email,
                       facts.sequence}};
        append_csv_rows(out, sheet);
        return;
    }
    sheet.rows = {{padded(std::string(facts.event), event_width), padded(facts.id, id_width),
                   padded(facts.profile, profile_width), facts.name}};
    append_table(out, sheet);
}

}  // namespace olkacct::app
