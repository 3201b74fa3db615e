// Random edits of the accounts and profiles of a hive, and in memory what they should leave.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "olkacct/edits.h"
#include "peers/edit_draws.h"
#include "peers/edit_record.h"
#include "registry/store.h"

namespace olkacct::test {

// Each edit is one commit: in the hive through the editor, in memory by the plan of what it did.
// Throws where an edit is refused for anything but what was asked.
class AccountEdits {
  public:
    AccountEdits(std::shared_ptr<registry::Store> hive, registry::Store& memory, EditDraws& draws,
                 EditRecord& record)
        : editor_(std::move(hive)), memory_(memory), draws_(draws), record_(record) {}

    // What EditRecord::made calls them.
    static std::vector<std::string> names();

    // Some edits in one profile of the hive; makes a profile where there is none.
    void run();

  private:
    void run_edit(const Edit& edit, const std::string& what);
    [[nodiscard]] std::vector<Profile> read() const;
    [[nodiscard]] Profile read(const ProfileRef& profile) const;
    // 0: it was refused.
    void must_be_there(const ProfileRef& profile, std::uint32_t id) const;
    void create_account(const Profile& profile);
    void change_account(const Profile& profile);
    void copy_account(const Profile& from);
    void change_profile(const ProfileRef& profile);
    ProfileRef new_profile();
    // Another profile, made where there is none.
    ProfileRef other_than(const Profile& profile);

    Editor editor_;
    registry::Store& memory_;
    EditDraws& draws_;
    EditRecord& record_;
};

}  // namespace olkacct::test
