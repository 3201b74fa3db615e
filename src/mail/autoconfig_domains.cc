// Reading the registrations, and which of them an address leads to.
#include "mail/autoconfig_domains.h"

#include "base/upcase.h"
#include "olkacct/property.h"

namespace olkacct::mail {
namespace {

using registry::KeyId;
using registry::ReadTransaction;

// Below HKLM, and below the root of a SOFTWARE hive.
constexpr std::u16string_view places[] = {
    u"Software\\Microsoft\\Office\\Outlook\\AutoConfigDomains",
    u"Microsoft\\Office\\Outlook\\AutoConfigDomains"};
constexpr char16_t wildcard = u'*';

Result<std::optional<KeyId>> find_domains(ReadTransaction& transaction) {
    for (const std::u16string_view place : places) {
        auto key = registry::find_path(transaction, transaction.root(), place);
        if (!key || *key) {
            return key;
        }
    }
    return std::optional<KeyId>();
}

Result<void> read_text(ReadTransaction& transaction, KeyId key, std::u16string_view name,
                       std::u16string& text) {
    return transaction.value(key, name).map([&text](const std::optional<RegistryValue>& value) {
        if (value &&
            (value->type == registry_type::sz || value->type == registry_type::expand_sz)) {
            text = decode_string(*value);
        }
    });
}

Result<AutoConfigDomain> read_domain(ReadTransaction& transaction, const registry::Subkey& key) {
    AutoConfigDomain domain;
    domain.domain = key.name;
    return read_text(transaction, key.id, u"Friendly Name", domain.friendly_name)
        .and_then(
            [&] { return read_text(transaction, key.id, u"Service Name", domain.service_name); })
        .and_then([&] {
            return read_text(transaction, key.id, u"Install Location", domain.install_location);
        })
        .and_then([&] { return transaction.value(key.id, u"Minimum Version"); })
        .map([&domain](const std::optional<RegistryValue>& value) {
            if (value && value->type == registry_type::dword) {
                domain.minimum_version = decode_number(*value);
            }
            return std::move(domain);
        });
}

// Empty unless it has exactly one @ with text on both sides.
std::u16string_view domain_of(std::u16string_view address) {
    const std::size_t at = address.find(u'@');
    if (at == std::u16string_view::npos || at == 0 ||
        address.find(u'@', at + 1) != std::u16string_view::npos) {
        return {};
    }
    return address.substr(at + 1);
}

bool ends_with(std::u16string_view text, std::u16string_view end) {
    return text.size() >= end.size() && base::same_name(text.substr(text.size() - end.size()), end);
}

// Greater is better; nullopt: it does not match.
std::optional<std::size_t> rank(const AutoConfigDomain& candidate, std::u16string_view domain) {
    const std::u16string_view key = candidate.domain;
    const std::size_t star = key.rfind(wildcard);
    if (candidate.service_name.empty() || (star != std::u16string_view::npos && star != 0)) {
        return std::nullopt;
    }
    if (star != 0) {
        return base::same_name(key, domain) ? std::optional(SIZE_MAX) : std::nullopt;
    }
    const std::u16string_view suffix = key.substr(1);
    return ends_with(domain, suffix) ? std::optional(suffix.size()) : std::nullopt;
}

}  // namespace

Result<std::vector<AutoConfigDomain>> read_autoconfig_domains(ReadTransaction& transaction) {
    const auto key = find_domains(transaction);
    if (!key || !*key) {
        return key.map([](const auto&) { return std::vector<AutoConfigDomain>(); });
    }
    const auto subkeys = transaction.subkeys(**key);
    if (!subkeys) {
        return tl::unexpected(subkeys.error());
    }
    if (subkeys->size() > max_autoconfig_domains) {
        return fail(ErrorCode::limit_exceeded, "too many domains are registered",
                    "AutoConfigDomains");
    }
    std::vector<AutoConfigDomain> domains;
    for (const registry::Subkey& subkey : *subkeys) {
        auto domain = read_domain(transaction, subkey);
        if (!domain) {
            return tl::unexpected(domain.error());
        }
        domains.push_back(std::move(*domain));
    }
    return domains;
}

const AutoConfigDomain* find_autoconfig_domain(std::span<const AutoConfigDomain> domains,
                                               std::u16string_view address) {
    const std::u16string_view domain = domain_of(address);
    if (domain.empty()) {
        return nullptr;
    }
    const AutoConfigDomain* best = nullptr;
    std::size_t best_rank = 0;
    for (const AutoConfigDomain& candidate : domains) {
        const auto found = rank(candidate, domain);
        if (found && (best == nullptr || *found > best_rank)) {
            best = &candidate;
            best_rank = *found;
        }
    }
    return best;
}

}  // namespace olkacct::mail
