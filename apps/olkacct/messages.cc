// Composes and writes messages.
#include "messages.h"

#include <algorithm>

#include "sheet.h"
#include "standard_streams.h"

namespace olkacct::app {
namespace {

std::string line(std::string_view kind, std::string_view where, std::string_view what) {
    std::string out = "olkacct: ";
    out += kind;
    if (!where.empty()) {
        out += printable(where) + (where.ends_with(':') ? " " : ": ");
    }
    return out + printable(what);
}

// The lower layers name the file at the start of the place; where they do not, it is put there.
std::string place(std::string_view source, std::string_view where) {
    if (where.find(source) != std::string_view::npos) {
        return std::string(where);
    }
    return std::string(source) + (where.empty() ? "" : ": ") + std::string(where);
}

}  // namespace

std::string error_line(const Error& error) {
    return line("", error.where, error.what) + ". " + std::string(explain(error.code)) + '\n';
}

std::string warning_lines(std::string_view source, std::span<const Warning> warnings,
                          bool verbose) {
    const std::size_t shown = verbose ? warnings.size() : std::min(warnings.size(), max_warnings);
    std::string out;
    for (const Warning& warning : warnings.first(shown)) {
        out += line("warning: ", place(source, warning.where), warning.what) + '\n';
    }
    if (shown < warnings.size()) {
        out += line("warning: ", source,
                    std::to_string(warnings.size() - shown) +
                        " more warnings are not shown; --verbose shows them") +
               '\n';
    }
    return out;
}

std::string note_lines(std::string_view source, std::span<const std::string> notes) {
    std::string out;
    for (const std::string& note : notes) {
        out += line("note: ", source, note) + '\n';
    }
    return out;
}

std::string message_line(std::string_view kind, std::string_view where, std::string_view what) {
    return line(kind, where, what) + '\n';
}

void print_message(std::string_view text) {
    while (!text.empty()) {
        const auto written = write_some(standard_error, text);
        if (written < 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace olkacct::app
