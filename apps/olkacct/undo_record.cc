// Names and paths that are no Unicode stand as hexadecimal, since JSON has no place for them.
#include "undo_record.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>

#include "base/utf16.h"
#include "json_text.h"
#include "olkacct/text.h"

namespace olkacct::app {
namespace {

using Json = nlohmann::ordered_json;
using Bytes = std::vector<std::byte>;

// In the order of ChangeKind.
constexpr auto kind_names =
    std::to_array<std::string_view>({"create_key", "delete_key", "set_value", "delete_value"});

unsigned digit(char c) {
    if (c >= '0' && c <= '9') {
        return static_cast<unsigned>(c - '0');
    }
    if (c >= 'a' && c <= 'f') {
        return static_cast<unsigned>(c - 'a' + 10);
    }
    throw std::invalid_argument("no hexadecimal digit");
}

Bytes from_hex(const std::string& text) {
    if (text.size() % 2 != 0) {
        throw std::invalid_argument("half a byte");
    }
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        bytes.push_back(static_cast<std::byte>(digit(text[i]) << 4 | digit(text[i + 1])));
    }
    return bytes;
}

Json text_json(std::u16string_view text) {
    bool well_formed = true;
    base::for_each_code_point(
        text, [&well_formed](char32_t point) { well_formed &= !base::is_surrogate(point); });
    if (well_formed) {
        return to_utf8(text);
    }
    std::string units;
    for (const char16_t unit : text) {
        const std::array bytes = {static_cast<std::byte>(unit), static_cast<std::byte>(unit >> 8)};
        append_hex(units, bytes);
    }
    return {{"utf16le", units}};
}

std::u16string text_from(const Json& json) {
    if (json.is_string()) {
        return from_wtf8(json.get<std::string>());
    }
    return base::from_utf16le(from_hex(json.at("utf16le")));
}

Json path_json(const std::string& path) {
    if (to_utf8(from_wtf8(path)) == path) {
        return path;
    }
    return {{"bytes", hex_text(std::as_bytes(std::span(path)))}};
}

std::string path_from(const Json& json) {
    if (json.is_string()) {
        return json.get<std::string>();
    }
    std::string path;
    for (const std::byte byte : from_hex(json.at("bytes"))) {
        path += static_cast<char>(byte);
    }
    return path;
}

Json value_json(const RegistryValue& value) {
    return {{"name", text_json(value.name)}, {"type", value.type}, {"data", hex_text(value.data)}};
}

RegistryValue value_from(const Json& json) {
    return {text_from(json.at("name")), json.at("type").get<std::uint32_t>(),
            from_hex(json.at("data"))};
}

Json change_json(const Change& change) {
    Json json = {{"do", kind_names[static_cast<std::size_t>(change.kind)]},
                 {"key", text_json(change.key)}};
    if (change.before) {
        json["before"] = value_json(*change.before);
    }
    if (change.after) {
        json["after"] = value_json(*change.after);
    }
    if (!change.class_name.empty()) {
        json["class"] = text_json(change.class_name);
    }
    if (!change.descriptor.empty()) {
        json["descriptor"] = hex_text(change.descriptor);
    }
    return json;
}

Change change_from(const Json& json) {
    const auto name = json.at("do").get<std::string>();
    const auto kind = std::ranges::find(kind_names, name);
    if (kind == kind_names.end()) {
        throw std::invalid_argument("unknown step");
    }
    Change change{
        static_cast<ChangeKind>(kind - kind_names.begin()), text_from(json.at("key")), {}, {}};
    if (json.contains("before")) {
        change.before = value_from(json.at("before"));
    }
    if (json.contains("after")) {
        change.after = value_from(json.at("after"));
    }
    if (json.contains("class")) {
        change.class_name = text_from(json.at("class"));
    }
    if (json.contains("descriptor")) {
        change.descriptor = from_hex(json.at("descriptor").get<std::string>());
    }
    return change;
}

// What the library throws may quote the line, which holds stored passwords: it is not passed on.
template <class Read>
auto read_line(std::string_view line, Read read) -> Result<decltype(read(Json()))> {
    try {
        return read(Json::parse(line));
    } catch (const std::exception&) {
        return fail(ErrorCode::syntax_error, "a line of the undo journal is not well-formed");
    }
}

}  // namespace

std::string undo_record(const std::string& source, std::span<const Change> changes) {
    Json steps = Json::array();
    for (const Change& change : changes) {
        steps.push_back(change_json(change));
    }
    return Json{{"source", path_json(source)}, {"changes", std::move(steps)}}.dump();
}

std::string undo_record(const UndoHeader& header) {
    Json json = {{"command", header.command}, {"time", header.time}};
    if (!header.undoes.empty()) {
        json["undoes"] = header.undoes;
    }
    return json.dump();
}

Result<Plan> parse_undo_record(std::string_view line) {
    return read_line(line, [](const Json& json) {
        Plan plan{path_from(json.at("source")), {}, {}};
        for (const Json& change : json.at("changes")) {
            plan.changes.push_back(change_from(change));
        }
        return plan;
    });
}

Result<UndoHeader> parse_undo_header(std::string_view line) {
    return read_line(line, [](const Json& json) {
        return UndoHeader{json.at("command"), json.at("time"), json.value("undoes", "")};
    });
}

}  // namespace olkacct::app
