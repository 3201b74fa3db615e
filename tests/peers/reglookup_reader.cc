// reglookup as a child process, and its CSV.
#include "peers/reglookup_reader.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace olkacct::test {
namespace {

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> child{popen(command.c_str(), "r"), pclose};
    if (!child) {
        throw std::runtime_error("cannot start " + command);
    }
    std::string text;
    std::array<char, 65536> block{};
    while (const auto size = std::fread(block.data(), 1, block.size(), child.get())) {
        text.append(block.data(), size);
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const auto to = std::min(text.find(separator, from), text.size());
        parts.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return parts;
}

std::vector<std::string> key_names(std::string_view path) {
    std::vector<std::string> names;
    for (const auto name : split(path, '/')) {
        if (!name.empty()) {
            names.push_back(unquote(name));
        }
    }
    return names;
}

ReglookupLine parse(std::string_view text) {
    const auto fields = split(text, ',');
    ReglookupLine line;
    line.type = fields.at(1);
    line.is_key = line.type == "KEY";
    auto path = fields.at(0);
    if (!line.is_key) {
        const auto slash = path.rfind('/');
        line.value_name = unquote(path.substr(slash + 1));
        path = path.substr(0, slash);
    }
    line.key = key_names(path);
    line.data = unquote(fields.at(2));
    line.time = fields.at(3);
    // Lines of values end before the class name.
    line.class_name = unquote(line.is_key ? fields.at(8) : "");
    return line;
}

int hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

}  // namespace

std::string unquote(std::string_view quoted) {
    std::string out;
    for (std::size_t i = 0; i < quoted.size(); ++i) {
        const int high = i + 2 < quoted.size() ? hex_digit(quoted[i + 1]) : -1;
        const int low = i + 2 < quoted.size() ? hex_digit(quoted[i + 2]) : -1;
        if (quoted[i] == '%' && high >= 0 && low >= 0) {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += quoted[i];
        }
    }
    return out;
}

std::vector<ReglookupLine> read_with_reglookup(const std::filesystem::path& hive) {
    if (hive.string().find('\'') != std::string::npos) {
        throw std::runtime_error("a quote in the path of a hive");
    }
    const auto text =
        output_of(std::string(REGLOOKUP_PROGRAM) + " -s '" + hive.string() + "' 2>/dev/null");
    std::vector<ReglookupLine> lines;
    bool header = true;
    for (const auto line : split(text, '\n')) {
        if (!header && !line.empty()) {
            lines.push_back(parse(line));
        }
        header = false;
    }
    return lines;
}

}  // namespace olkacct::test
