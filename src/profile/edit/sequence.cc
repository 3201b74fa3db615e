// Several edits as one.
#include "olkacct/edits.h"

namespace olkacct::edits {

Edit sequence(std::vector<Edit> edits) {
    return [edits = std::move(edits)](profile::EditContext& context) -> Result<void> {
        for (const Edit& edit : edits) {
            if (auto done = edit(context); !done) {
                return done;
            }
        }
        return {};
    };
}

}  // namespace olkacct::edits
