// Domains in hosts, URLs and mail addresses.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace olkacct::profile {

/// Labels of letters, digits and the like with single points between them. Nothing that ends a
/// host in an address or URL is in it.
bool is_domain(std::u16string_view text);

/// One `@` with something before it and a domain behind it, nothing around it.
bool is_address(std::u16string_view text);

/// The host of a server property: all of it, or the part of an URL or of `host:port`.
std::u16string_view host_of(std::u16string_view server);

/// `host` with `from` at its end replaced where a label begins; nullopt when it does not end so. A
/// final point is no part of the last label and stays.
std::optional<std::u16string> replace_domain(std::u16string_view host, std::u16string_view from,
                                             std::u16string_view to);

/// By Windows' case rule, a final point aside.
bool is_same_host(std::u16string_view left, std::u16string_view right);

}  // namespace olkacct::profile
