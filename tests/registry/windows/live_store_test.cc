// The live registry does what every store must do.
#include "registry/windows/live_store.h"

#include <atomic>

#include "base/windows_key.h"
#include "registry/windows/live_key.h"
#include "support/store_conformance.h"

namespace olkacct::testing_support {
namespace {

StoreCase live_case() {
    return {.name = "live",
            .make = [](const Content& content) { return test::LiveKey::store_of(content); },
            .capabilities = {.write = true,
                             .atomic = true,
                             .durable = !test::is_wine(),
                             .watch = true,
                             .secrets = true},
            .keeps_class_names = true,
            .sorts_values = test::is_wine()};
}

OLKACCT_STORE_CONFORMANCE(Live, live_case());

}  // namespace
}  // namespace olkacct::testing_support
