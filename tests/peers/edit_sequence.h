// Seeded random edits of a hive, and in memory what it should hold after them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "peers/edit_draws.h"
#include "peers/edit_record.h"
#include "registry/store.h"

namespace olkacct::test {

// One commit after the other, the hive being opened anew for each. Throws where the two stores do
// not answer alike.
class EditSequence {
  public:
    EditSequence(std::string hive, std::uint32_t seed);

    // Some commits of keys and values, and between them edits of accounts and profiles.
    void run();

    [[nodiscard]] registry::Store& expected() { return *memory_; }
    [[nodiscard]] const EditRecord& record() const { return record_; }

  private:
    struct Both {
        registry::WriteTransaction& hive;
        registry::WriteTransaction& memory;
        std::vector<std::u16string> paths;
    };

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
    void create_full_key(Both& both);
    void create_many(Both& both);
    void delete_many(Both& both);
    void delete_key(Both& both, const std::u16string& path);
    void copy_key(Both& both);
    void set_extras(Both& both);

    std::string path_;
    EditDraws draws_;
    std::shared_ptr<registry::Store> memory_;
    EditRecord record_;
    std::u16string crowded_;
};

}  // namespace olkacct::test
