// A small hive, ways to open it as a store, and a walk over all of it.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "registry/hive/format.h"
#include "registry/hive/hive_store.h"
#include "support/faulty_files.h"
#include "support/hive_builder.h"

namespace olkacct::registry {

using test::Bytes;
using test::HiveBuilder;

inline const std::string sample_path = "folder/NTUSER.DAT";
inline const std::string sample_log1 = sample_path + ".LOG1";
inline const std::string sample_log2 = sample_path + ".LOG2";

inline std::shared_ptr<Store> store_on(const std::shared_ptr<base::FileSystem>& files) {
    return open_hive_store(sample_path, {.files = files}).value();
}

inline std::shared_ptr<Store> store_of(const Bytes& file) {
    auto files = std::make_shared<base::MemoryFiles>();
    files->put(sample_path, file);
    return store_on(files);
}

inline Error begin_error(const Bytes& file) {
    const auto begun = store_of(file)->begin_read();
    return begun ? Error{ErrorCode::ok, "it was read", ""} : begun.error();
}

/// Every key and value once; what cannot be read is left out.
struct Walk {
    std::vector<std::u16string> keys;
    std::size_t values = 0;
    std::optional<Error> error;

    explicit Walk(ReadTransaction& transaction) { visit(transaction, transaction.root(), 0); }

    void visit(ReadTransaction& transaction, KeyId key, int depth) {
        ASSERT_LT(depth, hive::max_depth);
        const auto found = transaction.values(key);
        const auto subkeys = transaction.subkeys(key);
        const auto descriptor = transaction.security(key);
        const auto info = transaction.info(key);
        for (const auto* failure :
             {found ? nullptr : &found.error(), subkeys ? nullptr : &subkeys.error(),
              descriptor ? nullptr : &descriptor.error(), info ? nullptr : &info.error()}) {
            if (failure != nullptr) {
                error = *failure;
                return;
            }
        }
        values += found->size();
        for (const Subkey& subkey : *subkeys) {
            keys.push_back(subkey.name);
            visit(transaction, subkey.id, depth + 1);
        }
    }
};

/// Root with keys a, b (with subkeys b1, b2) and c; each with one value.
struct Sample {
    HiveBuilder builder;
    HiveBuilder::KeyId a;
    HiveBuilder::KeyId b;
    HiveBuilder::KeyId b1;
    HiveBuilder::KeyId c;

    explicit Sample(const test::HiveOptions& options = {}) : builder(options) {
        a = add(HiveBuilder::root, u"a");
        b = add(HiveBuilder::root, u"b");
        b1 = add(b, u"b1");
        add(b, u"b2");
        c = add(HiveBuilder::root, u"c");
    }
    HiveBuilder::KeyId add(HiveBuilder::KeyId parent, std::u16string_view name) {
        const auto key = builder.add_key(parent, name);
        builder.set_text(key, u"value", u"some text that needs a cell");
        return key;
    }
    /// Where a field of the key's nk lies in the file.
    std::size_t field(HiveBuilder::KeyId key, std::size_t at) const {
        return hive::base_block_size + builder.cell(key) + hive::cell_header_size + at;
    }
    std::uint32_t offset_at(HiveBuilder::KeyId key, std::size_t at) const {
        return test::get32(builder.file(), field(key, at));
    }
};

inline constexpr std::size_t parent_field = 16;
inline constexpr std::size_t subkey_count_field = 20;
inline constexpr std::size_t subkey_list_field = 28;
inline constexpr std::size_t value_count_field = 36;
inline constexpr std::size_t value_list_field = 40;
inline constexpr std::size_t name_length_field = 72;

inline std::shared_ptr<test::FaultyFiles> faulty_files(const Bytes& content) {
    auto files = std::make_shared<test::FaultyFiles>();
    files->files.put(sample_path, content);
    return files;
}

}  // namespace olkacct::registry
