// The hive store under the suite of every store, with each kind of subkey list.
#include "registry/hive/hive_store.h"
#include "support/crash_files.h"
#include "support/hive_builder.h"
#include "support/store_conformance.h"
#include "support/store_in_folder.h"

namespace olkacct::testing_support {
namespace {

void add(test::HiveBuilder& builder, test::HiveBuilder::KeyId key, const Content& content) {
    if (!content.class_name.empty()) {
        builder.set_class(key, content.class_name);
    }
    for (const RegistryValue& value : content.values) {
        builder.set_value(key, value.name, value.type, value.data);
    }
    for (const Content& subkey : content.subkeys) {
        add(builder, builder.add_key(key, subkey.name), subkey);
    }
}

StoreCase hive_case(std::string name, const test::HiveOptions& options) {
    return {.name = std::move(name),
            .make =
                [options](const Content& content) {
                    test::HiveBuilder builder(options);
                    add(builder, test::HiveBuilder::root, content);
                    auto files = std::make_shared<test::CrashFiles>();
                    files->put("hive", builder.file());
                    return registry::open_hive_store("hive", {.files = files}).value();
                },
            .capabilities = {.write = true, .atomic = true, .durable = true},
            .keeps_class_names = true,
            .readers_exclude_writers = true};
}

// In a file of the system, which can be watched.
StoreCase file_case() {
    StoreCase made = hive_case("file", {});
    made.make = [](const Content& content) {
        test::HiveBuilder builder;
        add(builder, test::HiveBuilder::root, content);
        return open_in_folder(builder.file(), "hive", [](const std::string& path) {
            return registry::open_hive_store(path).value();
        });
    };
    made.capabilities.watch = true;
    return made;
}

OLKACCT_STORE_CONFORMANCE(File, file_case());
OLKACCT_WRITABLE_STORE_CONFORMANCE(Lh, hive_case("lh", {}));
OLKACCT_WRITABLE_STORE_CONFORMANCE(Lf, hive_case("lf", {.minor_version = 3,
                                                        .list_kind = test::ListKind::lf}));
OLKACCT_WRITABLE_STORE_CONFORMANCE(Li, hive_case("li", {.minor_version = 3,
                                                        .list_kind = test::ListKind::li}));
OLKACCT_WRITABLE_STORE_CONFORMANCE(Ri, hive_case("ri", {.leaf_capacity = 2}));
// Announced before the file is looked at; begin_write refuses a layered hive.
OLKACCT_READ_ONLY_STORE_CONFORMANCE(Delta, hive_case("version_1_6", {.minor_version = 6}));

}  // namespace
}  // namespace olkacct::testing_support
