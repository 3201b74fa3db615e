// Seeded random edits of a hive, and in memory what it should hold after them.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "olkacct/editor.h"
#include "registry/store.h"

namespace olkacct::test {

// One commit after the other, the hive being opened anew for each. Throws where the two stores do
// not answer alike.
class EditSequence {
  public:
    EditSequence(std::string hive, std::uint32_t seed);

    // Some commits of keys and values and, where there are accounts, of accounts and profiles.
    void run();

    [[nodiscard]] registry::Store& expected() { return *memory_; }
    // Keys that were created, deleted or changed, and the parents of created and deleted ones.
    [[nodiscard]] const std::set<std::u16string>& touched() const { return touched_; }
    // What was done, for a failure to be understood.
    [[nodiscard]] const std::string& story() const { return story_; }

  private:
    struct Both {
        registry::WriteTransaction& hive;
        registry::WriteTransaction& memory;
        std::vector<std::u16string> paths;
    };

    std::uint32_t draw(std::uint32_t below) {
        return static_cast<std::uint32_t>(random_() % below);
    }
    std::u16string name();
    RegistryValue value(std::u16string name);
    std::vector<std::byte> noise(std::uint32_t size);
    std::u16string pick(const Both& both);
    registry::KeyId at(registry::WriteTransaction& transaction, const std::u16string& path);
    bool exists(const Both& both, const std::u16string& path);

    void commit_some();
    void one_edit(Both& both);
    void set_value(Both& both, const std::u16string& path, RegistryValue value);
    void replace_value(Both& both);
    void delete_value(Both& both);
    void reorder(Both& both);
    std::u16string create_key(Both& both, const std::u16string& parent, std::u16string name);
    void create_account(Both& both);
    void create_many(Both& both);
    void delete_many(Both& both);
    void delete_key(Both& both, const std::u16string& path);
    void copy_key(Both& both);
    void set_extras(Both& both);

    void edit_accounts();
    void run_edit(const Editor& editor, const Edit& edit, const char* what);

    std::string path_;
    std::mt19937 random_;
    std::shared_ptr<registry::Store> memory_;
    std::set<std::u16string> touched_;
    std::u16string crowded_;
    std::string story_;
    int made_ = 0;
};

}  // namespace olkacct::test
