// What the rules make of an account, and doing it to all accounts of a source.
#include "olkacct/replace.h"

#include <algorithm>

#include "base/upcase.h"
#include "olkacct/text.h"
#include "profile/edit/edit_context.h"
#include "profile/edit/set_properties.h"
#include "profile/profile_reader.h"
#include "profile/replace/domain.h"

namespace olkacct {
namespace {

constexpr std::uint32_t highest_port = 65535;

bool is_meant(const RuleScope& scope, const Profile& profile, const Account& account) {
    return (scope.profile.empty() || base::same_name(scope.profile, profile.name)) &&
           (scope.types.empty() || std::ranges::count(scope.types, account.type) != 0);
}

std::optional<ServerSide> side_of(const PropertyInfo& info) {
    switch (info.tag >> 24) {
        case 1:
            return ServerSide::incoming;
        case 2:
            return ServerSide::outgoing;
        default:
            return std::nullopt;
    }
}

class Replacer {
  public:
    Replacer(const Profile& profile, const Account& account, const ReplaceRules& rules)
        : profile_(profile), account_(account), rules_(rules) {}

    std::vector<NewProperty> run() {
        choose_rule(ServerSide::incoming);
        choose_rule(ServerSide::outgoing);
        for (const PropertyInfo& info : property_table()) {
            if ((info.types & type_bit(account_.type)) != 0) {
                look_at(info);
            }
        }
        return std::move(out_);
    }

  private:
    void look_at(const PropertyInfo& info) {
        switch (info.role) {
            case PropertyRole::none:
                break;
            case PropertyRole::name:
            case PropertyRole::address:
            case PropertyRole::user_name:
                set_text(info, replace_address(info, text(info)));
                break;
            case PropertyRole::server:
                set_text(info, replace_server(info, text(info)));
                break;
            case PropertyRole::port:
                set_number(info, rule_for(info) ? rule_for(info)->port : std::nullopt);
                break;
            case PropertyRole::ssl:
            case PropertyRole::secure_connection:
                set_number(info, security(info));
                break;
        }
    }

    // The first rule that fits the server of this side, if there is a server.
    void choose_rule(ServerSide side) {
        std::u16string server;
        std::optional<std::uint32_t> port;
        for (const PropertyInfo& info : property_table()) {
            if (side_of(info) == side && info.role == PropertyRole::server) {
                server = text(info);
            } else if (side_of(info) == side && info.role == PropertyRole::port) {
                port = number(info);
            }
        }
        if (server.empty()) {
            return;
        }
        for (const ServerRule& rule : rules_.servers) {
            const bool fits =
                is_meant(rule.scope, profile_, account_) && rule.side.value_or(side) == side &&
                (rule.from.empty() || profile::is_same_host(profile::host_of(server), rule.from)) &&
                (!rule.from_port || rule.from_port == port);
            if (fits) {
                chosen_[static_cast<std::size_t>(side)] = &rule;
                return;
            }
        }
    }

    [[nodiscard]] const ServerRule* rule_for(const PropertyInfo& info) const {
        const auto side = side_of(info);
        return side ? chosen_[static_cast<std::size_t>(*side)] : nullptr;
    }

    [[nodiscard]] std::optional<std::uint32_t> security(const PropertyInfo& info) const {
        const ServerRule* rule = rule_for(info);
        if (rule == nullptr || !rule->security) {
            return std::nullopt;
        }
        const auto level = static_cast<std::uint32_t>(*rule->security);
        return info.role == PropertyRole::ssl ? std::min(level, 1U) : level;
    }

    [[nodiscard]] std::u16string replace_domains(std::u16string_view host, bool data_file) const {
        for (const DomainRule& rule : rules_.domains) {
            if (is_meant(rule.scope, profile_, account_) && (rule.data_files || !data_file)) {
                if (auto replaced = profile::replace_domain(host, rule.from, rule.to)) {
                    return std::move(*replaced);
                }
            }
        }
        return std::u16string(host);
    }

    [[nodiscard]] std::u16string replace_address(const PropertyInfo& info,
                                                 const std::u16string& stored) const {
        if (!profile::is_address(stored)) {
            return stored;
        }
        const bool data_file = info.role == PropertyRole::name &&
                               account_.type == AccountType::mapi && !account_.is_exchange;
        const std::size_t host = stored.find(u'@') + 1;
        return stored.substr(0, host) + replace_domains(stored.substr(host), data_file);
    }

    [[nodiscard]] std::u16string replace_server(const PropertyInfo& info,
                                                const std::u16string& stored) const {
        const std::u16string_view host = profile::host_of(stored);
        const ServerRule* rule = rule_for(info);
        std::u16string out = stored;
        out.replace(static_cast<std::size_t>(host.data() - stored.data()), host.size(),
                    rule != nullptr && !rule->to.empty() ? rule->to : replace_domains(host, false));
        return out;
    }

    [[nodiscard]] std::u16string text(const PropertyInfo& info) const {
        const auto property = get_property(profile_, account_, info.tag);
        const auto* value = property ? std::get_if<std::u16string>(&property->value) : nullptr;
        return value == nullptr ? std::u16string() : *value;
    }

    [[nodiscard]] std::optional<std::uint32_t> number(const PropertyInfo& info) const {
        const auto property = get_property(profile_, account_, info.tag);
        const auto* value = property ? std::get_if<std::uint32_t>(&property->value) : nullptr;
        return value == nullptr ? std::nullopt : std::optional(*value);
    }

    void set_text(const PropertyInfo& info, std::u16string wanted) {
        if (wanted != text(info)) {
            out_.push_back({info.tag, std::move(wanted)});
        }
    }

    void set_number(const PropertyInfo& info, std::optional<std::uint32_t> wanted) {
        const bool is_flag = info.role == PropertyRole::ssl;
        const auto now = number(info);
        const bool is_so =
            is_flag && wanted ? (now.value_or(0) != 0) == (*wanted != 0) : now == wanted;
        if (wanted && !is_so) {
            out_.push_back({info.tag, *wanted});
        }
    }

    const Profile& profile_;
    const Account& account_;
    const ReplaceRules& rules_;
    std::array<const ServerRule*, 2> chosen_{};
    std::vector<NewProperty> out_;
};

tl::unexpected<Error> bad_rule(const std::string& what) {
    return fail(ErrorCode::invalid_argument, what);
}

std::string quoted(std::u16string_view text) { return '\'' + to_display(text) + '\''; }

Result<void> check_rule(const DomainRule& rule) {
    for (const std::u16string& domain : {rule.from, rule.to}) {
        if (!profile::is_domain(domain)) {
            return bad_rule(quoted(domain) + " is no domain");
        }
    }
    return rule.from == rule.to ? bad_rule("the rule changes nothing") : Result<void>();
}

Result<void> check_rule(const ServerRule& rule) {
    for (const std::u16string& host : {rule.from, rule.to}) {
        if (!host.empty() && !profile::is_domain(host)) {
            return bad_rule(quoted(host) + " is no host name");
        }
    }
    for (const auto port : {rule.from_port, rule.port}) {
        if (port && (*port == 0 || *port > highest_port)) {
            return bad_rule(std::to_string(*port) + " is no port");
        }
    }
    if (rule.to.empty() && !rule.port && !rule.security) {
        return bad_rule("the rule changes nothing");
    }
    const bool only_outgoing =
        rule.security == ConnectionSecurity::tls || rule.security == ConnectionSecurity::automatic;
    if (only_outgoing && rule.side != ServerSide::outgoing) {
        return bad_rule("only outgoing servers know more security than none and ssl");
    }
    return {};
}

template <class Rule>
Result<void> check_all(const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) {
        if (auto done = check_rule(rule); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace

Result<void> check_rules(const ReplaceRules& rules) {
    if (rules.domains.empty() && rules.servers.empty()) {
        return bad_rule("there is no rule");
    }
    return check_all(rules.domains).and_then([&rules] { return check_all(rules.servers); });
}

std::vector<NewProperty> replacements(const Profile& profile, const Account& account,
                                      const ReplaceRules& rules) {
    return Replacer(profile, account, rules).run();
}

bool changes_anything(const std::vector<Profile>& profiles, const ReplaceRules& rules) {
    return std::ranges::any_of(profiles, [&rules](const Profile& profile) {
        return std::ranges::any_of(profile.accounts, [&](const Account& account) {
            return !replacements(profile, account, rules).empty();
        });
    });
}

namespace edits {
namespace {

Result<void> replace_in(profile::EditContext& context, const Profile& profile,
                        const ReplaceRules& rules) {
    std::optional<profile::EditedProfile> opened;
    for (const Account& account : profile.accounts) {
        const auto properties = replacements(profile, account, rules);
        if (properties.empty()) {
            continue;
        }
        if (!opened) {
            auto edited = context.open({profile.name, profile.root});
            if (!edited) {
                return tl::unexpected(edited.error());
            }
            opened = std::move(*edited);
        }
        auto done = profile::set_properties(context, *opened, account.id, properties,
                                            profile::Permission::edit);
        if (!done) {
            return done;
        }
    }
    return {};
}

}  // namespace

Edit replace(std::shared_ptr<const ReplaceRules> rules) {
    return [rules = std::move(rules)](profile::EditContext& context) -> Result<void> {
        const auto contents = profile::read_profiles(context.transaction(), {});
        if (!contents) {
            return tl::unexpected(contents.error());
        }
        for (const Profile& profile : contents->profiles) {
            if (auto done = replace_in(context, profile, *rules); !done) {
                return done;
            }
        }
        return {};
    };
}

}  // namespace edits
}  // namespace olkacct
