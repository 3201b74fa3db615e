// Telling what kind of source a path or URL names.
#include "accounts/source_location.h"

#include <algorithm>
#include <array>
#include <optional>

#include "registry/hive/hive_store.h"

namespace olkacct::accounts {
namespace {

// Enough for every signature, with a byte order mark and in UTF-16.
constexpr std::size_t head_size = 128;

struct Scheme {
    std::string_view name;
    SourceKind kind;
};
constexpr std::array<Scheme, 2> schemes = {
    {{"hive", SourceKind::hive}, {"reg", SourceKind::registry_export}}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What stands before the first colon if it has the form of a scheme; empty otherwise.
std::string_view scheme_of(std::string_view text) {
    const std::size_t end = text.find(':');
    if (end == std::string_view::npos || end < 2) {
        return {};
    }
    const std::string_view name = text.substr(0, end);
    const bool well_formed = std::all_of(name.begin(), name.end(), [](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-';
    });
    return well_formed && is_letter(name.front()) ? name : std::string_view();
}

std::optional<SourceKind> kind_of_bytes(std::span<const std::byte> head) {
    if (registry::looks_like_hive(head)) {
        return SourceKind::hive;
    }
    return std::nullopt;
}

Result<std::span<const std::byte>> read_head(base::FileSystem& files, const std::string& path,
                                             std::array<std::byte, head_size>& buffer) {
    const auto file = files.open(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    const auto length = (*file)->read_at(0, buffer);
    if (!length) {
        return tl::unexpected(length.error());
    }
    return std::span<const std::byte>(buffer).first(*length);
}

}  // namespace

Result<SourceLocation> locate_source(std::string_view path_or_url, base::FileSystem& files) {
    if (path_or_url.empty()) {
        return fail(ErrorCode::source_not_found, "the path of the source is empty");
    }
    std::array<std::byte, head_size> buffer{};
    std::string path(path_or_url);
    const std::string_view scheme = scheme_of(path_or_url);
    const auto known = std::find_if(schemes.begin(), schemes.end(),
                                    [scheme](const Scheme& row) { return row.name == scheme; });
    if (known != schemes.end()) {
        path.erase(0, scheme.size() + 1);
    }
    const auto head = read_head(files, path, buffer);
    if (known != schemes.end()) {
        return head ? Result<SourceLocation>(SourceLocation{known->kind, std::move(path)})
                    : tl::unexpected(head.error());
    }
    if (!head && !scheme.empty() && head.error().code == ErrorCode::source_not_found) {
        return fail(ErrorCode::unknown_source_kind,
                    "the scheme '" + std::string(scheme) + ":' is not known, hive: and reg: are",
                    path);
    }
    if (!head) {
        return tl::unexpected(head.error());
    }
    const auto kind = kind_of_bytes(*head);
    if (!kind) {
        return fail(ErrorCode::unknown_source_kind,
                    head->empty() ? "the file is empty"
                                  : "the file begins like neither a hive nor an export",
                    path);
    }
    return SourceLocation{*kind, std::move(path)};
}

}  // namespace olkacct::accounts
