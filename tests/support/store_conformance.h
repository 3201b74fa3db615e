// The conformance suite of stores: what every store must do. Included by one test file of each
// store, which adds one line:
//
//   OLKACCT_STORE_CONFORMANCE(Memory, memory_case());
//
// or OLKACCT_WRITABLE_STORE_CONFORMANCE for a store without watch, and for one that cannot be
// written either OLKACCT_READ_ONLY_STORE_CONFORMANCE,
//
// where memory_case() gives a StoreCase and the file is in namespace olkacct::testing_support.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "registry/store.h"
#include "support/store_access.h"
#include "support/store_content.h"

namespace olkacct::testing_support {

/// A store under test.
struct StoreCase {
    std::string name;
    /// A store, in its own file or memory, that holds exactly `content`: the root (whose name is
    /// empty), its values and everything below. Called several times in a test; what it makes must
    /// live as long as the store it returns.
    std::function<std::shared_ptr<registry::Store>(const Content& content)> make;
    /// What the store must announce, no more and no less.
    registry::Capabilities capabilities;
    bool keeps_class_names = false;
    /// Who reads keeps others from writing, and who writes keeps others from reading (source_busy).
    bool readers_exclude_writers = false;
    /// It gives the values of a key by name and not as they were written.
    bool sorts_values = false;
};

inline std::string case_name(const testing::TestParamInfo<StoreCase>& info) {
    return info.param.name;
}
inline void PrintTo(const StoreCase& store_case, std::ostream* out) { *out << store_case.name; }

class StoreConformance : public testing::TestWithParam<StoreCase> {
  protected:
    std::shared_ptr<registry::Store> make(const Content& content) {
        return GetParam().make(content);
    }
    /// `content` and what a store holds, in an order in which they can be compared.
    static Content given(Content content) { return ordered(sorted(std::move(content))); }
    static Content all_of(registry::Store& store) { return ordered(read_all(store)); }
    static Content ordered(Content content) {
        return GetParam().sorts_values ? with_sorted_values(std::move(content)) : content;
    }
};

}  // namespace olkacct::testing_support

#define OLKACCT_STORE_CONFORMANCE(name, store_case)                                        \
    OLKACCT_WRITABLE_STORE_CONFORMANCE(name, store_case);                                  \
    INSTANTIATE_TEST_SUITE_P(name, WatchableStoreConformance, testing::Values(store_case), \
                             case_name)

// For a store that announces write and no watch.
#define OLKACCT_WRITABLE_STORE_CONFORMANCE(name, store_case)                                  \
    INSTANTIATE_TEST_SUITE_P(name, StoreConformance, testing::Values(store_case), case_name); \
    INSTANTIATE_TEST_SUITE_P(name, WritableStoreConformance, testing::Values(store_case), case_name)

// For a store that announces neither write nor watch.
#define OLKACCT_READ_ONLY_STORE_CONFORMANCE(name, store_case) \
    INSTANTIATE_TEST_SUITE_P(name, StoreConformance, testing::Values(store_case), case_name)

#include "support/store_conformance_read.h"
#include "support/store_conformance_write.h"

namespace olkacct::testing_support {
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WritableStoreConformance);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WatchableStoreConformance);
}  // namespace olkacct::testing_support
