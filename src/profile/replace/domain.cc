// Finding and replacing domains.
#include "profile/replace/domain.h"

#include <algorithm>

#include "base/upcase.h"

namespace olkacct::profile {
namespace {

constexpr std::u16string_view scheme_end = u"://";
constexpr std::u16string_view authority_end = u"/?#\\";
// What may stand in no label: what separates labels, hosts and addresses, or is put around them.
constexpr std::u16string_view not_in_label = u".@:/\\?#%()<>[]\",;'`";

constexpr std::u16string_view not_in_local_part = u"@:\\()<>[]\",;";

// Neither a space nor a control character; C1 controls and U+00A0 are none of it either.
bool is_visible(char16_t unit) { return unit > u' ' && (unit < 0x7F || unit > 0xA0); }

bool is_in_label(char16_t unit) {
    return is_visible(unit) && not_in_label.find(unit) == not_in_label.npos;
}

bool is_in_local_part(char16_t unit) {
    return is_visible(unit) && not_in_local_part.find(unit) == not_in_local_part.npos;
}

std::u16string_view without_final_point(std::u16string_view host) {
    return host.ends_with(u'.') ? host.substr(0, host.size() - 1) : host;
}

}  // namespace

bool is_domain(std::u16string_view text) {
    bool in_label = false;
    for (const char16_t unit : text) {
        if (unit == u'.' ? !in_label : !is_in_label(unit)) {
            return false;
        }
        in_label = unit != u'.';
    }
    return in_label;
}

bool is_address(std::u16string_view text) {
    const std::size_t at = text.find(u'@');
    const auto local = text.substr(0, at);
    return at != text.npos && !local.empty() && std::ranges::all_of(local, is_in_local_part) &&
           is_domain(without_final_point(text.substr(at + 1)));
}

std::u16string_view host_of(std::u16string_view server) {
    if (const std::size_t scheme = server.find(scheme_end); scheme != server.npos) {
        server.remove_prefix(scheme + scheme_end.size());
    }
    server = server.substr(0, server.find_first_of(authority_end));
    if (const std::size_t user = server.rfind(u'@'); user != server.npos) {
        server.remove_prefix(user + 1);
    }
    const bool in_brackets = server.starts_with(u'[');
    return server.substr(0, in_brackets ? server.find(u']') + 1 : server.find(u':'));
}

std::optional<std::u16string> replace_domain(std::u16string_view host, std::u16string_view from,
                                             std::u16string_view to) {
    const std::u16string_view name = without_final_point(host);
    if (name.size() < from.size()) {
        return std::nullopt;
    }
    const std::u16string_view kept = name.substr(0, name.size() - from.size());
    if (!base::same_name(name.substr(kept.size()), from) ||
        !(kept.empty() || kept.ends_with(u'.'))) {
        return std::nullopt;
    }
    std::u16string out(kept);
    out += to;
    out += host.substr(name.size());
    return out;
}

bool is_same_host(std::u16string_view left, std::u16string_view right) {
    return base::same_name(without_final_point(left), without_final_point(right));
}

}  // namespace olkacct::profile
