// Copying profile keys root by root.
#include "profile/transfer.h"

#include "base/upcase.h"
#include "olkacct/text.h"
#include "profile/read_context.h"
#include "profile/roots.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;
using registry::ReadTransaction;
using registry::WriteTransaction;

constexpr std::u16string_view default_name = u"DefaultProfile";

// Of one root in one transfer.
class RootTransfer {
  public:
    RootTransfer(ReadTransaction& from, WriteTransaction& to, const FoundRoot& root,
                 const TransferOptions& options)
        : from_(from), to_(to), root_(root), options_(options) {}

    Result<void> run(std::vector<TransferredProfile>& done);

  private:
    Result<TransferredProfile> take(const registry::Subkey& profile);
    Result<bool> make_room(KeyId profiles, const std::u16string& name);
    Result<void> take_default(std::u16string_view path);

    ReadTransaction& from_;
    WriteTransaction& to_;
    const FoundRoot& root_;
    const TransferOptions& options_;
};

// Whether there was one already.
Result<bool> RootTransfer::make_room(KeyId profiles, const std::u16string& name) {
    const auto there = to_.find(profiles, name);
    if (!there) {
        return tl::unexpected(there.error());
    }
    if (!*there) {
        return false;
    }
    if (!options_.replace) {
        return fail(ErrorCode::already_exists, "the target has this profile already",
                    to_display(root_.path + u'\\' + name));
    }
    return to_.delete_key(**there).map([] { return true; });
}

Result<TransferredProfile> RootTransfer::take(const registry::Subkey& profile) {
    TransferredProfile out;
    out.root = root_.root;
    out.name = profile.name;
    out.path = root_.path + u'\\' + profile.name;
    const auto profiles = registry::make_path(to_, to_.root(), root_.path);
    if (!profiles) {
        return tl::unexpected(profiles.error());
    }
    const auto replaced = make_room(*profiles, profile.name);
    if (!replaced) {
        return tl::unexpected(replaced.error());
    }
    out.replaced = *replaced;
    const auto made = to_.create_key(*profiles, profile.name);
    if (!made) {
        return tl::unexpected(made.error());
    }
    auto copied =
        registry::copy_tree(from_, profile.id, to_, *made,
                            {.same_secrets = options_.same_secrets, .progress = options_.progress});
    if (!copied) {
        return tl::unexpected(copied.error());
    }
    out.copied = std::move(*copied);
    return out;
}

// The value lies beside the profiles or one key above (sheet section 1).
Result<void> RootTransfer::take_default(std::u16string_view path) {
    const auto source = registry::find_path(from_, from_.root(), path);
    if (!source || !*source) {
        return source.map([](const auto&) {});
    }
    auto value = from_.value(**source, default_name);
    if (!value || !*value) {
        return value.map([](const auto&) {});
    }
    const auto target = registry::make_path(to_, to_.root(), path);
    if (!target) {
        return tl::unexpected(target.error());
    }
    const auto there = to_.value(*target, default_name);
    if (!there || *there) {
        return there.map([](const auto&) {});
    }
    return to_.set_value(*target, std::move(**value));
}

Result<void> RootTransfer::run(std::vector<TransferredProfile>& done) {
    const auto profiles = from_.subkeys(root_.profiles);
    if (!profiles) {
        return tl::unexpected(profiles.error());
    }
    bool has_default = false;
    for (const registry::Subkey& profile : *profiles) {
        if (!options_.profile.empty() && !base::same_name(options_.profile, profile.name)) {
            continue;
        }
        auto taken = take(profile);
        if (!taken) {
            return tl::unexpected(taken.error());
        }
        has_default =
            has_default || base::same_name(root_.default_profile.value_or(u""), profile.name);
        done.push_back(std::move(*taken));
    }
    if (!has_default) {
        return {};
    }
    const std::u16string_view path = root_.path;
    return take_default(path).and_then(
        [&] { return take_default(path.substr(0, path.rfind(u'\\'))); });
}

}  // namespace

Result<std::vector<TransferredProfile>> transfer_profiles(ReadTransaction& from,
                                                          WriteTransaction& to,
                                                          const TransferOptions& options) {
    ReadContext context(from);
    const auto roots = find_roots(context);
    if (!roots) {
        return tl::unexpected(roots.error());
    }
    std::vector<TransferredProfile> done;
    for (const FoundRoot& root : *roots) {
        if (options.root && root.root != *options.root) {
            continue;
        }
        if (auto taken = RootTransfer(from, to, root, options).run(done); !taken) {
            return tl::unexpected(taken.error());
        }
    }
    if (done.empty() && context.first_damage()) {
        return tl::unexpected(*context.first_damage());
    }
    if (done.empty()) {
        return fail(ErrorCode::profile_not_found,
                    options.profile.empty()
                        ? "no Outlook profile is in the source"
                        : "there is no profile '" + to_display(options.profile) + "'");
    }
    return done;
}

}  // namespace olkacct::profile
