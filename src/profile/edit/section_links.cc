// Renaming sections and following the links to them.
#include "profile/edit/section_links.h"

#include <algorithm>

#include "profile/edit/fixed_sections.h"

namespace olkacct::profile {

Result<registry::KeyId> SectionLinks::make(const Uid& old) {
    const auto uid = new_uid(context_, profile_);
    if (!uid) {
        return tl::unexpected(uid.error());
    }
    names_.emplace_back(old, *uid);
    return make_section(context_, profile_, *uid);
}

const Uid* SectionLinks::new_name(std::span<const std::byte> old) const {
    const auto found = std::ranges::find_if(
        names_, [old](const auto& name) { return std::ranges::equal(name.first, old); });
    return found == names_.end() ? nullptr : &found->second;
}

// A section that every profile has under this name is another one here.
Result<bool> SectionLinks::is_known_here(std::span<const std::byte, uid_size> uid) const {
    if (!is_home_ && is_fixed_section(key_name(uid))) {
        return false;
    }
    const auto key = find_section(context_, profile_, uid);
    if (!key || !*key) {
        return key.map([](const auto&) { return false; });
    }
    return context_.transaction().values(**key).map(
        [](const auto& values) { return !values.empty(); });
}

Result<SectionLinks::Outcome> SectionLinks::relink(RegistryValue& list) const {
    const std::span<const std::byte> stored = list.data;
    if (stored.empty() || stored.size() % uid_size != 0) {
        return Outcome::whole;
    }
    std::vector<std::byte> kept;
    for (std::size_t at = 0; at < stored.size(); at += uid_size) {
        const auto uid = stored.subspan(at).first<uid_size>();
        const Uid* renamed = new_name(uid);
        const auto stays = renamed == nullptr ? is_known_here(uid) : true;
        if (!stays) {
            return tl::unexpected(stays.error());
        }
        if (renamed != nullptr) {
            kept.insert(kept.end(), renamed->begin(), renamed->end());
        } else if (*stays) {
            kept.insert(kept.end(), uid.begin(), uid.end());
        }
    }
    const bool is_whole = kept.size() == stored.size();
    list.data = std::move(kept);
    return is_whole ? Outcome::whole : list.data.empty() ? Outcome::empty : Outcome::shorter;
}

void SectionLinks::rename_in(std::vector<std::byte>& data) const {
    for (std::size_t at = 0; at + uid_size <= data.size(); ++at) {
        if (const Uid* name = new_name(std::span(data).subspan(at, uid_size))) {
            std::ranges::copy(*name, data.begin() + static_cast<std::ptrdiff_t>(at));
            at += uid_size - 1;
        }
    }
}

}  // namespace olkacct::profile
