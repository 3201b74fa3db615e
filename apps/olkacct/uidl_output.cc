// A line a tag, a line a message. Lists of a server may have millions of messages, so these are
// written as they come.
#include "uidl_output.h"

#include <algorithm>

#include "json_text.h"
#include "olkacct/text.h"
#include "sheet.h"
#include "tag_time.h"

namespace olkacct::app {
namespace {

std::string_view operation_name(mail::HistoryOperation operation) {
    switch (operation) {
        case mail::HistoryOperation::get:
            return "get";
        case mail::HistoryOperation::remove:
            return "delete";
        case mail::HistoryOperation::get_and_remove:
            break;
    }
    return "get_and_delete";
}

std::string_view content_name(mail::HistoryContent content) {
    switch (content) {
        case mail::HistoryContent::none:
            return "none";
        case mail::HistoryContent::header:
            return "header";
        case mail::HistoryContent::body:
            break;
    }
    return "body";
}

std::string line_start(std::string_view source) {
    std::string out = R"({"source":)";
    append_json(out, source);
    return out;
}

std::string tag_lines(std::string_view source, std::span<const mail::HistoryTag> tags) {
    const std::string start = line_start(source);
    std::string out;
    for (const mail::HistoryTag& tag : tags) {
        out += start;
        out += R"(,"operation":")";
        out += operation_name(tag.operation);
        out += R"(","content":")";
        out += content_name(tag.content);
        out += R"(","time":")";
        out += time_text(tag.time);
        out += mail::is_possible(tag.time) ? R"(","possible":true,"uid":)"
                                           : R"(","possible":false,"uid":)";
        append_json(out, std::string_view(tag.uid));
        out += "}\n";
    }
    return out;
}

Sheet tag_sheet(std::string_view source, std::span<const mail::HistoryTag> tags, Format format) {
    Sheet sheet;
    if (format == Format::csv) {
        sheet.header.push_back("source");
    }
    sheet.header.insert(sheet.header.end(), {"operation", "content", "time", "uid", "remark"});
    for (const mail::HistoryTag& tag : tags) {
        auto& row = sheet.rows.emplace_back();
        if (format == Format::csv) {
            row.push_back(to_utf8(from_wtf8(source)));
        }
        row.insert(row.end(), {std::string(operation_name(tag.operation)),
                               std::string(content_name(tag.content)), time_text(tag.time), tag.uid,
                               mail::is_possible(tag.time) ? "" : "impossible time"});
    }
    return sheet;
}

// Most UIDs are ASCII, and then a list has no control characters left in it.
void append_uid(std::string& out, std::string_view uid) {
    const bool ascii = std::ranges::all_of(uid, [](char c) { return (c & 0x80) == 0; });
    if (ascii) {
        out += uid;
    } else {
        out += printable(uid);
    }
}

void append_message(std::string& out, std::string_view start, const mail::ServerMessage& message,
                    Format format) {
    const std::string number = message.number == 0 ? "" : std::to_string(message.number);
    switch (format) {
        case Format::json:
            out += start;
            out += R"(,"message":)" + (number.empty() ? "null" : number) + R"(,"uid":)";
            append_json(out, message.uid);
            out += '}';
            break;
        case Format::csv:
            append_csv_rows(out, {{}, {{std::string(start), number, std::string(message.uid)}}});
            return;
        case Format::table:
            out += number.empty() ? "" : number + ' ';
            append_uid(out, message.uid);
            break;
    }
    out += '\n';
}

}  // namespace

void print_tags(Output& output, std::string_view source, std::span<const mail::HistoryTag> tags,
                Format format) {
    if (format == Format::json) {
        output.write(tag_lines(source, tags));
        return;
    }
    const Sheet sheet = tag_sheet(source, tags, format);
    std::string text;
    if (format == Format::csv) {
        append_csv_header(text, sheet);
        append_csv_rows(text, sheet);
    } else if (!sheet.rows.empty()) {
        append_table(text, sheet);
    }
    output.write(text);
}

void print_messages(Output& output, std::string_view source,
                    std::span<const mail::ServerMessage> messages, Format format) {
    std::string text;
    if (format == Format::csv) {
        append_csv_header(text, {{"source", "message", "uid"}, {}});
    }
    const std::string start =
        format == Format::json ? line_start(source) : to_utf8(from_wtf8(source));
    for (const mail::ServerMessage& message : messages) {
        append_message(text, start, message, format);
        if (text.size() > (1U << 16)) {
            output.write(text);
            text.clear();
        }
    }
    output.write(text);
}

}  // namespace olkacct::app
