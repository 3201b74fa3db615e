// Finding logs by name and looking at their first sector.
#include "registry/hive/hive_logs.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace olkacct::registry::hive {
namespace {

constexpr std::array<std::string_view, log_count> log_suffixes = {".LOG1", ".LOG2", ".LOG"};

bool same_ignoring_case(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
               std::tolower(static_cast<unsigned char>(b));
    });
}

}  // namespace

Result<LogPaths> find_logs(base::FileSystem& files, const std::string& hive) {
    // Windows often spells the logs in another case than the hive.
    const auto names = files.siblings(hive);
    if (!names) {
        return tl::unexpected(names.error());
    }
    const std::size_t folder = hive.rfind('/') + 1;
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
