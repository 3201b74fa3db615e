// Copying a service into the same or another profile. Specification MP-SAd-9, MS-56.
#include <algorithm>

#include "profile/edit/encode.h"
#include "profile/edit/fixed_sections.h"
#include "profile/edit/section_links.h"
#include "profile/messaging/messaging_tags.h"
#include "profile/messaging/provider_lists.h"
#include "profile/messaging/service_edits.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;
using registry::ReadTransaction;

// Nothing for a section that is not there.
Result<void> take_section(ReadTransaction& transaction, KeyId profile, const Uid& uid,
                          std::vector<CopiedSection>& sections) {
    const auto key = transaction.find(profile, key_name(uid));
    if (!key || !*key) {
        return key.map([](const auto&) {});
    }
    return transaction.values(**key).map([&](auto&& values) {
        sections.push_back({uid, std::move(values)});
    });
}

Result<void> fill(EditContext& context, KeyId section, std::vector<RegistryValue> values,
                  const SectionLinks& links) {
    for (RegistryValue& value : values) {
        links.rename_in(value.data);
    }
    return set_values(context, section, std::move(values));
}

// Keeps its name where that is free.
Result<KeyId> place_extra(EditContext& context, KeyId profile, const Uid& uid,
                          SectionLinks& links) {
    const auto there = find_section(context, profile, uid);
    if (!there) {
        return tl::unexpected(there.error());
    }
    return *there ? links.make(uid) : make_section(context, profile, uid);
}

}  // namespace

Result<CopiedService> copy_of_service(ReadTransaction& transaction, KeyId profile,
                                      const Uid& service) {
    const auto tree = read_service_tree(transaction, profile);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    const MessageService* found = tree->find_service(service);
    if (found == nullptr) {
        return fail(ErrorCode::key_not_found, "there is no such service");
    }
    CopiedService copied;
    copied.name = found->name;
    if (const auto* flags = find_property(found->properties, tags::resource_flags)) {
        copied.flags = number_of(*flags).value_or(0);
    }
    auto done = take_section(transaction, profile, found->uid, copied.sections);
    for (const Provider& provider : found->providers) {
        copied.listed.emplace_back(list_of(provider.resource_type), provider.uid);
        done = done.and_then(
            [&] { return take_section(transaction, profile, provider.uid, copied.sections); });
    }
    if (found->settings && !is_fixed_section(key_name(*found->settings))) {
        done = done.and_then(
            [&] { return take_section(transaction, profile, *found->settings, copied.sections); });
    }
    for (const Uid& extra : found->extra_sections) {
        done = done.and_then(
            [&] { return take_section(transaction, profile, extra, copied.extra_sections); });
    }
    return done ? Result<CopiedService>(std::move(copied)) : tl::unexpected(done.error());
}

Result<Uid> paste_service(EditContext& context, KeyId profile, const CopiedService& copied) {
    if (auto allowed = check_single_copy(context, profile, copied.name, copied.flags); !allowed) {
        return tl::unexpected(allowed.error());
    }
    SectionLinks links(context, profile, false);
    std::vector<std::pair<KeyId, const CopiedSection*>> made;
    for (const CopiedSection& section : copied.sections) {
        const auto key = links.make(section.uid);
        if (!key) {
            return tl::unexpected(key.error());
        }
        made.emplace_back(*key, &section);
    }
    for (const CopiedSection& section : copied.extra_sections) {
        const auto key = place_extra(context, profile, section.uid, links);
        if (!key) {
            return tl::unexpected(key.error());
        }
        made.emplace_back(*key, &section);
    }
    for (const auto& [key, section] : made) {
        if (auto done = fill(context, key, section->values, links); !done) {
            return tl::unexpected(done.error());
        }
    }
    const auto table = make_service_table(context, profile);
    if (!table) {
        return tl::unexpected(table.error());
    }
    const Uid uid = *links.new_name(copied.sections.front().uid);
    auto done = append_uid(context, *table, uid_list::services, uid);
    for (const auto& [list, member] : copied.listed) {
        const Uid* name = links.new_name(member);
        if (done && name != nullptr) {
            done = append_uid(context, *table, list, *name);
        }
    }
    return done ? Result<Uid>(uid) : tl::unexpected(done.error());
}

}  // namespace olkacct::profile
