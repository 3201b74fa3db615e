// Twenty edits of different kinds and what they are done to, for tests of what a crash or a failure
// leaves of each store.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "support/store_content.h"

namespace olkacct::testing_support {

struct StoreEdit {
    std::string name;
    // Throws when the transaction refuses.
    std::function<void(registry::WriteTransaction&)> make;

    /// The name as the test framework takes it.
    [[nodiscard]] std::string test_name() const;
};

/// A profile in small: keys, values of several kinds and sizes, all of which some edit touches.
Content edited_content();

std::vector<StoreEdit> twenty_edits();

/// What a store that held `before` holds after the edit.
Content content_after(const Content& before, const StoreEdit& edit);

}  // namespace olkacct::testing_support
