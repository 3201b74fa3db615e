// olkacct dump
#include <vector>

#include "account_text.h"
#include "commands.h"
#include "decoded_value.h"
#include "json_text.h"
#include "olkacct/text.h"
#include "read_source.h"
#include "sheet.h"
#include "value_text.h"

namespace olkacct::app {
namespace {

void append_json_line(std::string& out, std::string_view start, const Profile& profile,
                      const DumpedKey& key) {
    out += start;
    out += R"(,"key":)";
    append_json(out, key.path);
    out += R"(,"values":{)";
    std::string_view separator;
    for (const RegistryValue& value : key.values) {
        out += separator;
        separator = ",";
        append_json(out, value.name);
        out += ':';
        if (is_secret(value)) {
            append_secret(out, value.data.size());
            continue;
        }
        out += R"({"type":)";
        append_json(out, type_text(value.type));
        out += R"(,"raw":")";
        append_hex(out, value.data);
        out += R"(","decoded":)";
        out += decoded_json(profile, key.path, value);
        out += '}';
    }
    out += "}}\n";
}

// The meaning where one is known, else the bytes.
std::string data_cell(const Profile& profile, const DumpedKey& key, const RegistryValue& value) {
    std::string decoded = decoded_json(profile, key.path, value);
    return decoded == "null" ? value_cell(value) : decoded;
}

void append_key_table(std::string& out, const Profile& profile, const DumpedKey& key) {
    out += "\n[" + printable(to_utf8(profile.path));
    out += key.path.empty() ? "" : "\\" + printable(to_utf8(key.path));
    out += "]\n";
    Sheet sheet{{"value", "type", "data"}, {}};
    for (const RegistryValue& value : key.values) {
        sheet.rows.push_back({value.name.empty() ? "(default)" : to_utf8(value.name),
                              type_text(value.type), data_cell(profile, key, value)});
    }
    if (!sheet.rows.empty()) {
        append_table(out, sheet, "  ");
    }
}

Sheet dump_sheet() {
    return {{"source", "root", "profile", "key", "name", "type", "raw", "decoded"}, {}};
}

void append_csv(Sheet& sheet, std::string_view source, const Profile& profile,
                const DumpedKey& key) {
    for (const RegistryValue& value : key.values) {
        const std::string decoded = decoded_json(profile, key.path, value);
        std::string raw;
        if (!is_secret(value)) {
            append_hex(raw, value.data);
        }
        sheet.rows.push_back({to_utf8(from_wtf8(source)), std::string(root_name(profile.root)),
                              to_utf8(profile.name), to_utf8(key.path), to_utf8(value.name),
                              type_text(value.type), std::move(raw),
                              decoded == "null" ? std::string() : decoded});
    }
}

std::string profile_text(const Arguments& arguments, std::string_view source,
                         const Profile& profile, const std::vector<DumpedKey>& keys) {
    std::string out;
    Sheet sheet = dump_sheet();
    const std::string start = line_start(source, profile);
    for (const DumpedKey& key : keys) {
        switch (arguments.format) {
            case Format::json:
                append_json_line(out, start, profile, key);
                break;
            case Format::csv:
                append_csv(sheet, source, profile, key);
                break;
            case Format::table:
                append_key_table(out, profile, key);
                break;
        }
    }
    append_csv_rows(out, sheet);
    return out;
}

}  // namespace

Result<void> run_dump(const Arguments& arguments, Output& output) {
    auto read = read_source(arguments);
    if (!read) {
        return tl::unexpected(std::move(read.error()));
    }
    if (arguments.format == Format::csv) {
        std::string header;
        append_csv_header(header, dump_sheet());
        output.write(header);
    }
    for (const Profile& profile : read->contents.profiles) {
        auto keys = read->source.dump(profile);
        if (!keys) {
            return tl::unexpected(std::move(keys.error()));
        }
        output.write(profile_text(arguments, read->name, profile, *keys));
    }
    return {};
}

}  // namespace olkacct::app
