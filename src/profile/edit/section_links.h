// New names for sections that travel into a profile, and what becomes of the links to them and to
// others.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "olkacct/registry_value.h"
#include "profile/edit/sections.h"

namespace olkacct::profile {

class SectionLinks {
  public:
    /// `is_home`: the sections come from this very profile, so that links to sections that do not
    /// travel still mean what they meant.
    SectionLinks(EditContext& context, registry::KeyId profile, bool is_home)
        : context_(context), profile_(profile), is_home_(is_home) {}

    /// Gives the section that was called `old` a new name and makes it.
    Result<registry::KeyId> make(const Uid& old);

    /// nullptr for one that does not travel.
    [[nodiscard]] const Uid* new_name(std::span<const std::byte> old) const;

    enum class Outcome : std::uint8_t { whole, shorter, empty };

    /// Of a list of MAPIUIDs, the links to sections that travel follow them, those that mean
    /// something in the profile stay and the others go. What is no list stays as it is.
    Result<Outcome> relink(RegistryValue& list) const;

    /// Every mention of a section that travels, wherever in the bytes it stands.
    void rename_in(std::vector<std::byte>& data) const;

  private:
    [[nodiscard]] Result<bool> is_known_here(std::span<const std::byte, uid_size> uid) const;

    EditContext& context_;
    registry::KeyId profile_;
    bool is_home_;
    std::vector<std::pair<Uid, Uid>> names_;
};

}  // namespace olkacct::profile
