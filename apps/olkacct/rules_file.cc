// Every key that is not known is an error: a misspelt condition would change too much.
#include "rules_file.h"

#include <toml++/toml.h>
#include <algorithm>
#include <array>

#include "base/file.h"
#include "olkacct/text.h"

namespace olkacct::app {
namespace {

constexpr std::uint64_t largest_file = 16U << 20;

template <class T>
struct Word {
    std::string_view name;
    T value;
};

constexpr Word<AccountType> type_words[] = {
    {"pop3", AccountType::pop3},       {"imap", AccountType::imap}, {"mapi", AccountType::mapi},
    {"hotmail", AccountType::hotmail}, {"ldap", AccountType::ldap}, {"eas", AccountType::eas}};
constexpr Word<ServerSide> side_words[] = {{"incoming", ServerSide::incoming},
                                           {"outgoing", ServerSide::outgoing}};
constexpr Word<ConnectionSecurity> security_words[] = {{"none", ConnectionSecurity::none},
                                                       {"ssl", ConnectionSecurity::ssl},
                                                       {"tls", ConnectionSecurity::tls},
                                                       {"auto", ConnectionSecurity::automatic}};

// Thrown inside this file only.
struct Mistake {
    std::string what;
    toml::source_position at;
};

[[noreturn]] void refuse(const toml::node& node, std::string what) {
    throw Mistake{std::move(what), node.source().begin};
}

std::string quoted(std::string_view text) { return '\'' + std::string(text) + '\''; }

template <class T, std::size_t N>
T find_word(const toml::node& node, const Word<T> (&words)[N]) {
    const auto text = node.value_exact<std::string>();
    const auto found = std::ranges::find_if(
        words, [&text](const Word<T>& word) { return text && word.name == *text; });
    if (found == std::end(words)) {
        std::string known;
        for (const Word<T>& word : words) {
            known += (known.empty() ? "" : ", ") + std::string(word.name);
        }
        refuse(node, "one of " + known + " belongs here");
    }
    return found->value;
}

std::u16string read_text(const toml::node& node) {
    const auto text = node.value_exact<std::string>();
    if (!text) {
        refuse(node, "a string belongs here");
    }
    return from_wtf8(*text);
}

bool read_flag(const toml::node& node) {
    const auto flag = node.value_exact<bool>();
    if (!flag) {
        refuse(node, "true or false belongs here");
    }
    return *flag;
}

std::uint32_t read_port(const toml::node& node) {
    const auto number = node.value_exact<std::int64_t>();
    if (!number || *number < 1 || *number > 65535) {
        refuse(node, "a port from 1 to 65535 belongs here");
    }
    return static_cast<std::uint32_t>(*number);
}

std::vector<AccountType> read_types(const toml::node& node) {
    const toml::array* list = node.as_array();
    if (list == nullptr || list->empty()) {
        refuse(node, "a list of account types belongs here");
    }
    std::vector<AccountType> types;
    for (const toml::node& type : *list) {
        types.push_back(find_word(type, type_words));
    }
    return types;
}

bool read_scope(std::string_view key, const toml::node& node, RuleScope& scope) {
    if (key == "types") {
        scope.types = read_types(node);
    } else if (key == "profile") {
        scope.profile = read_text(node);
    } else {
        return false;
    }
    return true;
}

[[noreturn]] void refuse_key(const toml::key& key, std::string_view place) {
    throw Mistake{quoted(key.str()) + " is no key of " + std::string(place), key.source().begin};
}

DomainRule read_domain(const toml::table& table) {
    DomainRule rule;
    for (const auto& [key, node] : table) {
        if (key == "from") {
            rule.from = read_text(node);
        } else if (key == "to") {
            rule.to = read_text(node);
        } else if (key == "data_files") {
            rule.data_files = read_flag(node);
        } else if (!read_scope(key.str(), node, rule.scope)) {
            refuse_key(key, "a domain rule");
        }
    }
    for (const std::string_view needed : {"from", "to"}) {
        if (!table.contains(needed)) {
            refuse(table, "the domain rule has no " + quoted(needed));
        }
    }
    return rule;
}

ServerRule read_server(const toml::table& table) {
    ServerRule rule;
    for (const auto& [key, node] : table) {
        if (key == "side") {
            rule.side = find_word(node, side_words);
        } else if (key == "from") {
            rule.from = read_text(node);
        } else if (key == "from_port") {
            rule.from_port = read_port(node);
        } else if (key == "to") {
            rule.to = read_text(node);
        } else if (key == "port") {
            rule.port = read_port(node);
        } else if (key == "security") {
            rule.security = find_word(node, security_words);
        } else if (!read_scope(key.str(), node, rule.scope)) {
            refuse_key(key, "a server rule");
        }
    }
    return rule;
}

// A list of tables, `[[NAME]]`; each rule is checked where it stands.
template <class Rule>
void read_list(const toml::node& node, std::string_view name, Rule (*read)(const toml::table&),
               std::vector<Rule>& out) {
    const toml::array* list = node.as_array();
    if (list == nullptr || !list->is_array_of_tables()) {
        refuse(node, "rules are written as [[" + std::string(name) + "]]");
    }
    for (const toml::node& entry : *list) {
        Rule rule = read(*entry.as_table());
        ReplaceRules alone;
        if constexpr (std::is_same_v<Rule, DomainRule>) {
            alone.domains = {rule};
        } else {
            alone.servers = {rule};
        }
        if (const auto checked = check_rules(alone); !checked) {
            refuse(entry, checked.error().what);
        }
        out.push_back(std::move(rule));
    }
}

ReplaceRules read_table(const toml::table& table) {
    ReplaceRules rules;
    for (const auto& [key, node] : table) {
        if (key == "domain") {
            read_list(node, "domain", &read_domain, rules.domains);
        } else if (key == "server") {
            read_list(node, "server", &read_server, rules.servers);
        } else {
            refuse_key(key, "a rules file");
        }
    }
    if (rules.domains.empty() && rules.servers.empty()) {
        throw Mistake{"there is no rule", {1, 1}};
    }
    return rules;
}

tl::unexpected<Error> at(const std::string& path, const toml::source_position& position,
                         std::string what) {
    return fail(ErrorCode::invalid_argument, std::move(what),
                path + ':' + std::to_string(position.line) + ':' + std::to_string(position.column));
}

Result<std::string> read_text_file(const std::string& path) {
    auto file = base::system_files()->open(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    return base::read_whole(**file, largest_file, path).map([](const auto& bytes) {
        return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    });
}

}  // namespace

Result<ReplaceRules> read_rules(const std::string& path) {
    const auto text = read_text_file(path);
    if (!text) {
        return tl::unexpected(text.error());
    }
    try {
        return read_table(toml::parse(*text));
    } catch (const toml::parse_error& error) {
        return at(path, error.source().begin, std::string(error.description()));
    } catch (const Mistake& mistake) {
        return at(path, mistake.at, mistake.what);
    }
}

}  // namespace olkacct::app
