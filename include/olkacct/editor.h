// Changing sources: edits are planned, applied all or nothing, and can be undone.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "olkacct/change.h"
#include "olkacct/error.h"
#include "olkacct/profile.h"
#include "olkacct/property.h"
#include "olkacct/secret.h"
#include "olkacct/source.h"

namespace olkacct {

namespace profile {
class EditContext;
}

/// Names a profile of a source.
struct ProfileRef {
    /// Windows' case rule; empty: the default profile, or the only one. profile_not_found.
    std::u16string name = {};
    /// Of several profiles with the name; nullopt: the newest Outlook that has it.
    std::optional<ProfileRoot> root = {};
};

/// A value for a property of the property table, of the tag's type.
struct NewProperty {
    std::uint32_t tag = 0;
    std::variant<std::uint32_t, std::u16string, std::vector<std::byte>, Secret> value;
};

/// One edit of a source. May be run more than once (when another writer was faster), so it leaves
/// nothing behind but what it does to the context. Made by the functions of namespace edits.
using Edit = std::function<Result<void>(profile::EditContext&)>;

/// Changes one source. Thread-safe as Source is.
class Editor {
  public:
    /// The errors of Source::open; not_supported_by_store when the source cannot be written.
    static Result<Editor> open(std::string_view path_or_url, const OpenOptions& options = {});
    explicit Editor(std::shared_ptr<registry::Store> store);

    /// What the edit would do now. Nothing is changed, so the right to read is enough.
    [[nodiscard]] Result<Plan> plan(const Edit& edit) const;

    /// Does it: all or nothing, durable when this returns, begun again when another writer
    /// committed meanwhile. An edit that changes nothing commits nothing. Gives what was done.
    Result<Plan> run(const Edit& edit) const;

    /// Called with what is about to be committed; an error keeps it from being done.
    using BeforeCommit = std::function<Result<void>(const Plan&)>;
    /// Also tells, at each attempt that has something to commit, what it is.
    Result<Plan> run(const Edit& edit, const BeforeCommit& before_commit) const;

    /// Does what a plan says if everything it touches still is what it was when it was planned, and
    /// raises LastChangeVer of the profiles it touches; else plan_outdated and nothing is changed.
    Result<void> apply(const Plan& plan) const;

    /// Whether apply would do it now: its errors, but for those of who may write. Nothing is
    /// changed.
    [[nodiscard]] Result<void> check(const Plan& plan) const;

    [[nodiscard]] const std::string& name() const;
    [[nodiscard]] Source source() const { return Source(store_); }

  private:
    std::shared_ptr<registry::Store> store_;
};

/// The plan that takes a plan back: its changes turned round, last first. NextAccountID never falls
/// and LastChangeVer never goes back, so those changes are left out.
Plan inverse(const Plan& plan);

}  // namespace olkacct
