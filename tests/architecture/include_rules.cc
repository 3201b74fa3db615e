// The include table and its check.
#include "architecture/include_rules.h"

#include <algorithm>
#include <optional>
#include <span>

namespace olkacct::architecture {
namespace {

using Names = std::span<const std::string_view>;

// The two sides of include/olkacct are layers of their own: "include/abi" (COM and MAPI) and
// "include" (the C++ interface). The rest are folders under src/, and "apps".
constexpr std::string_view include_cxx = "include";
constexpr std::string_view include_abi = "include/abi";
constexpr std::string_view abi_prefixes[] = {"olkacct/accteditor", "olkacct/accthelper",
                                             "olkacct/acctmgmt", "olkacct/com.h", "olkacct/mapi"};

constexpr std::string_view anything = "*";

constexpr std::string_view under_base[] = {"include"};
constexpr std::string_view under_base_com[] = {"include", "include/abi", "base"};
// The registry layer lists the factories of its stores; a store knows the interface it implements
// and no other store.
constexpr std::string_view under_registry[] = {"include",          "base",
                                               "registry/hive",    "registry/memory",
                                               "registry/regfile", "registry/sqlite",
                                               "registry/windows", "registry/postgres"};
constexpr std::string_view under_store[] = {"include", "base", "registry"};
constexpr std::string_view under_profile[] = {"include", "base", "registry"};
constexpr std::string_view under_accounts[] = {"include", "base", "registry", "profile"};
constexpr std::string_view under_accounts_com[] = {"include",  "include/abi", "base",
                                                   "base/com", "profile",     "accounts"};
constexpr std::string_view under_mapi[] = {"include",  "include/abi", "base",
                                           "base/com", "registry",    "profile"};
// The table of the classes that COM creates.
constexpr std::string_view under_server[] = {"include",  "include/abi",  "base",
                                             "base/com", "accounts/com", "mapi"};
constexpr std::string_view under_apps[] = {anything};

// A layer may include itself and what stands here.
struct LayerRule {
    std::string_view layer;
    Names may_include;
};

constexpr LayerRule rules[] = {
    {include_cxx, {}},
    {include_abi, {}},
    {"base", under_base},
    {"base/com", under_base_com},
    {"registry", under_registry},
    {"registry/hive", under_store},
    {"registry/memory", under_store},
    {"registry/regfile", under_store},
    {"registry/sqlite", under_store},
    {"registry/windows", under_store},
    {"registry/postgres", under_store},
    {"profile", under_profile},
    {"mail", under_accounts},
    {"accounts", under_accounts},
    {"accounts/com", under_accounts_com},
    {"mapi", under_mapi},
    {"server", under_server},
    {"apps", under_apps},
};

// A third-party header and the layers that wrap it. What stands neither here nor among the system's
// headers is refused everywhere.
struct ThirdPartyRule {
    std::string_view prefix;
    bool heavy;
    Names layers;
};

constexpr std::string_view results[] = {"include", "base"};
constexpr std::string_view only_apps[] = {"apps"};
constexpr std::string_view only_sqlite[] = {"registry/sqlite"};
constexpr std::string_view only_postgres[] = {"registry/postgres"};

constexpr ThirdPartyRule third_party[] = {
    {"tl/expected.hpp", false, results}, {"CLI/", true, only_apps},
    {"nlohmann/", true, only_apps},      {"fmt/", true, only_apps},
    {"toml++/", true, only_apps},        {"sqlite3.h", false, only_sqlite},
    {"sodium.h", false, only_sqlite},    {"libpq-fe.h", false, only_postgres},
};

// What the C library of an operating system offers beside the C++ standard library.
constexpr std::string_view system_headers[] = {
    "dirent.h",  "dlfcn.h",  "errno.h",   "fcntl.h",  "langinfo.h", "limits.h",
    "locale.h",  "poll.h",   "pthread.h", "pwd.h",    "signal.h",   "spawn.h",
    "stdarg.h",  "stddef.h", "stdint.h",  "stdio.h",  "stdlib.h",   "string.h",
    "strings.h", "time.h",   "unistd.h",  "termios.h"};

// Of Windows: for whatever compiles there only, and the headers that follow its ABI.
constexpr std::string_view windows_headers[] = {"bcrypt.h",  "dpapi.h",   "io.h",       "objbase.h",
                                                "olectl.h",  "sddl.h",    "shellapi.h", "unknwn.h",
                                                "windows.h", "winternl.h"};

bool contains(Names names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool is_system(std::string_view target) {
    const bool standard = target.find_first_of("./") == std::string_view::npos;
    return standard || target.starts_with("sys/") || target.starts_with("linux/") ||
           contains(system_headers, target);
}

const ThirdPartyRule* third_party_of(std::string_view target) {
    const auto* found = std::ranges::find_if(
        third_party, [&](const ThirdPartyRule& rule) { return target.starts_with(rule.prefix); });
    return found == std::end(third_party) ? nullptr : found;
}

// The longest layer whose folder `path` lies in.
std::string_view longest_layer(std::string_view path) {
    std::string_view best;
    for (const LayerRule& rule : rules) {
        const bool leads = path.starts_with(rule.layer) && path.size() > rule.layer.size() &&
                           path[rule.layer.size()] == '/';
        if (leads && rule.layer.size() > best.size()) best = rule.layer;
    }
    return best;
}

// The layer an include line points into, if it points at a file of ours.
std::string_view layer_of_target(std::string_view target) {
    if (!target.starts_with("olkacct/")) return longest_layer(target);
    const bool abi = std::ranges::any_of(
        abi_prefixes, [&](std::string_view prefix) { return target.starts_with(prefix); });
    return abi ? include_abi : include_cxx;
}

bool is_for_windows(std::string_view path, std::string_view layer) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return name.starts_with("windows_") || layer == "registry/windows" || layer == include_abi;
}

std::optional<std::string> refusal(std::string_view path, std::string_view layer,
                                   const Include& include) {
    const std::string_view target = include.target;
    if (include.quoted && target.find('/') == std::string_view::npos) return std::nullopt;

    if (const std::string_view other = layer_of_target(target); !other.empty()) {
        const Names allowed = std::ranges::find(rules, layer, &LayerRule::layer)->may_include;
        const bool may = other == layer || contains(allowed, other) || contains(allowed, anything);
        if (may) return std::nullopt;
        return std::string(layer) + " may not include " + std::string(other);
    }
    if (is_system(target)) return std::nullopt;
    if (contains(windows_headers, target)) {
        if (is_for_windows(path, layer)) return std::nullopt;
        return "only files for Windows include its headers";
    }
    const ThirdPartyRule* rule = third_party_of(target);
    if (rule == nullptr) return "a header that no rule knows";
    if (contains(rule->layers, layer)) return std::nullopt;
    return std::string(layer) + " does not wrap " + std::string(rule->prefix);
}

}  // namespace

std::string_view layer_of(std::string_view path) {
    if (path.starts_with("include/")) return layer_of_target(path.substr(sizeof("include/") - 1));
    if (path.starts_with("src/")) return longest_layer(path.substr(sizeof("src/") - 1));
    return path.starts_with("apps/") ? std::string_view("apps") : std::string_view();
}

bool is_heavy(std::string_view target) {
    const ThirdPartyRule* rule = third_party_of(target);
    return rule != nullptr && rule->heavy;
}

std::vector<Include> includes_of(std::string_view text) {
    std::vector<Include> found;
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view rest = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));

        const auto skip_blanks = [&rest] {
            rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
        };
        skip_blanks();
        if (!rest.starts_with('#')) continue;
        rest.remove_prefix(1);
        skip_blanks();
        if (!rest.starts_with("include")) continue;
        const std::size_t open = rest.find_first_of("\"<");
        if (open == std::string_view::npos) continue;
        const std::size_t close = rest.find_first_of("\">", open + 1);
        if (close == std::string_view::npos) continue;
        found.push_back({.line = line,
                         .quoted = rest[open] == '"',
                         .target = std::string(rest.substr(open + 1, close - open - 1))});
    }
    return found;
}

std::vector<Violation> check_includes(std::string_view path, std::string_view text) {
    std::vector<Violation> violations;
    const std::string_view layer = layer_of(path);
    if (layer.empty()) return violations;
    for (const Include& include : includes_of(text)) {
        std::optional<std::string> reason = refusal(path, layer, include);
        if (!reason && is_heavy(include.target) && !path.ends_with(".cc")) {
            reason = "a heavy header in a header";
        }
        if (!reason) continue;
        violations.push_back(
            {std::string(path), include.line, *reason + " (" + include.target + ")"});
    }
    return violations;
}

}  // namespace olkacct::architecture
