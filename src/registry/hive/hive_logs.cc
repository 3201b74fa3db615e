// Finding logs by name and looking at their first sector.
#include "registry/hive/hive_logs.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

namespace olkacct::registry::hive {
namespace {

constexpr std::array<std::string_view, log_count> log_suffixes = {".LOG1", ".LOG2", ".LOG"};

bool same_ignoring_case(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
               std::tolower(static_cast<unsigned char>(b));
    });
}

std::string changed_name(std::string path, int (*change)(int)) {
    const auto name = path.begin() + static_cast<std::ptrdiff_t>(base::name_position(path));
    std::transform(name, path.end(), name, [change](char letter) {
        return static_cast<char>(change(static_cast<unsigned char>(letter)));
    });
    return path;
}

/// The usual spellings of a log's path, the hive's own first.
std::vector<std::string> usual_paths(const std::string& hive, std::string_view suffix) {
    std::vector<std::string> paths;
    for (const auto& ending :
         {std::string(suffix), changed_name(std::string(suffix), std::tolower)}) {
        for (const auto& stem :
             {hive, changed_name(hive, std::tolower), changed_name(hive, std::toupper)}) {
            if (std::find(paths.begin(), paths.end(), stem + ending) == paths.end()) {
                paths.push_back(stem + ending);
            }
        }
    }
    return paths;
}

}  // namespace

Result<LogPaths> find_usual_logs(base::FileSystem& files, const std::string& hive) {
    LogPaths found;
    for (std::size_t i = 0; i < log_count; ++i) {
        for (const std::string& path : usual_paths(hive, log_suffixes[i])) {
            const auto log = files.open(path);
            if (log) {
                found[i] = path;
                break;
            }
            if (log.error().code != ErrorCode::source_not_found) {
                return tl::unexpected(log.error());
            }
        }
    }
    return found;
}

Result<LogPaths> find_logs(base::FileSystem& files, const std::string& hive) {
    const auto names = files.siblings(hive);
    if (!names) {
        return tl::unexpected(names.error());
    }
    const std::size_t folder = base::name_position(hive);
    LogPaths paths;
    for (std::size_t i = 0; i < log_count; ++i) {
        const std::string wanted = hive.substr(folder) + std::string(log_suffixes[i]);
        std::string found;
        for (const std::string& name : *names) {
            if (name == wanted || (found.empty() && same_ignoring_case(name, wanted))) {
                found = name;
            }
        }
        if (!found.empty()) {
            paths[i] = hive.substr(0, folder) + found;
        }
    }
    return paths;
}

Result<std::optional<BaseBlock>> read_log_head(base::RandomAccessFile& log) {
    BaseBlockBytes bytes{};
    const auto length = log.read_at(0, bytes);
    if (!length) {
        return tl::unexpected(length.error());
    }
    const BaseBlock head = parse_base_block(bytes);
    const bool complete = *length == bytes.size() && head.signature_ok && head.checksum_ok;
    return complete ? std::optional(head) : std::nullopt;
}

}  // namespace olkacct::registry::hive
