// One edit inside one write transaction: the profiles it opens, what it remarks, and the rise of
// LastChangeVer at its end.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "olkacct/editor.h"
#include "registry/store.h"

namespace olkacct::profile {

/// What an edit needs of the world, passed in so that tests can make it repeatable.
struct EditWorld {
    /// Fills with random bytes: Mini UIDs and MAPIUIDs.
    std::function<void(std::span<std::byte>)> random;
    /// FILETIME.
    std::function<std::uint64_t()> now;
};

/// The system's randomness and clock.
EditWorld system_world();

/// A profile as an edit finds it, the transaction's pending changes included.
struct EditedProfile {
    Profile content;             ///< accounts, lists, counters
    registry::KeyId key{};       ///< the profile's key
    registry::KeyId accounts{};  ///< 9375CFF0413111d3B88A00104B2A6676
};

/// Lives as long as one run of an edit.
class EditContext {
  public:
    /// All outlive the context.
    EditContext(registry::Store& store, registry::WriteTransaction& transaction,
                const EditWorld& world)
        : store_(store), transaction_(transaction), world_(world) {}

    [[nodiscard]] registry::Store& store() const { return store_; }
    [[nodiscard]] registry::WriteTransaction& transaction() {
        kept_.reset();
        return transaction_;
    }
    [[nodiscard]] const EditWorld& world() const { return world_; }

    /// Reads it anew each time; makes the accounts key if the profile has none. profile_not_found;
    /// hive_damaged and the like when part of the profile cannot be read: what cannot be read is
    /// not edited.
    Result<EditedProfile> open(const ProfileRef& profile);

    /// As open, but gives what was kept if nobody has used the transaction since, so that many
    /// edits in a row read the other accounts once.
    Result<EditedProfile> open_kept(const ProfileRef& profile);
    /// For the next edit of the same kind, which knows what of it is up to date.
    void keep(EditedProfile profile) { kept_ = std::move(profile); }

    /// The accounts key at this path (from the root) was changed: finish raises its LastChangeVer.
    void changed(const std::u16string& profile_path);

    void remark(RemarkKind kind, std::string what, std::string where = {}) {
        remarks_.push_back({kind, std::move(what), std::move(where)});
    }
    [[nodiscard]] const std::vector<Remark>& remarks() const { return remarks_; }

    /// Raises LastChangeVer of every changed profile by one (sheet section 9).
    Result<void> finish();

  private:
    registry::Store& store_;
    registry::WriteTransaction& transaction_;
    const EditWorld& world_;
    std::optional<EditedProfile> kept_;
    std::vector<std::u16string> changed_;
    std::vector<Remark> remarks_;
};

/// account_not_found, naming store and profile, when the profile has no such account.
Result<const Account*> find_account(const EditContext& context, const EditedProfile& profile,
                                    std::uint32_t id);

/// The key of one of the profile's accounts.
Result<registry::KeyId> find_account_key(EditContext& context, const EditedProfile& profile,
                                         std::uint32_t id);

}  // namespace olkacct::profile
