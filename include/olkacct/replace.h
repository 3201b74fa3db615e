// Replacing domains, servers, ports and security of accounts by rules: what a company that changes
// its name or its provider needs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/editor.h"
#include "olkacct/profile.h"

namespace olkacct {

/// Which accounts a rule is for. Empty: all.
struct RuleScope {
    std::u16string profile = {};  ///< by name, Windows' case rule
    std::vector<AccountType> types = {};

    bool operator==(const RuleScope&) const = default;
};

/// Puts `to` in the place of `from`, a whole domain or the end of one: with from `old.example`
/// `mail.old.example` is meant and `notold.example` is not. Upper and lower case are alike. It
/// changes mail addresses, servers, and names and user names that are mail addresses.
struct DomainRule {
    RuleScope scope = {};
    std::u16string from;
    std::u16string to;
    /// Also the names of data files and address books that are mail addresses.
    bool data_files = false;

    bool operator==(const DomainRule&) const = default;
};

enum class ServerSide : std::uint8_t { incoming, outgoing };

/// The values of `SMTP Secure Connection`. Incoming servers know none and ssl.
enum class ConnectionSecurity : std::uint8_t { none, ssl, tls, automatic };

/// What becomes of a server. What is left out of the conditions does not matter; what is left out
/// of the rest stays.
struct ServerRule {
    RuleScope scope = {};
    // Conditions.
    std::optional<ServerSide> side;
    std::u16string from = {};  ///< the whole host name, upper and lower case alike
    std::optional<std::uint32_t> from_port;
    // What is put there.
    std::u16string to = {};
    std::optional<std::uint32_t> port;
    std::optional<ConnectionSecurity> security;

    bool operator==(const ServerRule&) const = default;
};

/// Of each kind the first rule that fits counts. All look at what is stored, not at what another
/// rule makes of it. A server that a server rule gives no other host follows the domain rules.
struct ReplaceRules {
    std::vector<DomainRule> domains;
    std::vector<ServerRule> servers;

    bool operator==(const ReplaceRules&) const = default;
};

/// invalid_argument when a rule makes no sense: a domain or host that is none, a rule that changes
/// nothing, a port out of range, security that an incoming server does not know.
Result<void> check_rules(const ReplaceRules& rules);

/// What the rules, which have passed check_rules, make of an account: only what is not so already.
/// Entry ids, paths and everything outside the account's own key are never touched.
std::vector<NewProperty> replacements(const Profile& profile, const Account& account,
                                      const ReplaceRules& rules);

/// Whether any account of the profiles would be changed.
bool changes_anything(const std::vector<Profile>& profiles, const ReplaceRules& rules);

namespace edits {

/// Does it to all accounts of a source. The errors of set_properties.
Edit replace(std::shared_ptr<const ReplaceRules> rules);

}  // namespace edits
}  // namespace olkacct
