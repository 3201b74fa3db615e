// Looks every changed key and value up.
#include "read_back.h"

#include <set>
#include <utility>

#include "base/upcase.h"
#include "olkacct/text.h"
#include "profile/edit/counters.h"
#include "registry/store.h"

namespace olkacct::app {
namespace {

using registry::KeyId;
using registry::ReadTransaction;

bool is_value(const Change& change) {
    return change.kind == ChangeKind::set_value || change.kind == ChangeKind::delete_value;
}

class Reader {
  public:
    Reader(ReadTransaction& transaction, Plan& plan) : transaction_(transaction), plan_(plan) {}

    // Last change first: what was changed again later is not as an earlier change left it.
    Result<void> run() {
        for (auto change = plan_.changes.rbegin(); change != plan_.changes.rend(); ++change) {
            if (auto done = look(*change); !done) {
                return done;
            }
        }
        return {};
    }

  private:
    Result<void> look(Change& change) {
        const auto key = registry::find_path(transaction_, transaction_.root(), change.key);
        if (!key) {
            return tl::unexpected(key.error());
        }
        if (!is_value(change)) {
            const bool expected = change.kind == ChangeKind::create_key;
            if (seen_.emplace(base::upcased(change.key), std::u16string()).second &&
                expected != key->has_value()) {
                differs(change.key, u"");
            }
            return {};
        }
        const std::u16string& name = (change.after ? change.after : change.before)->name;
        if (!seen_.emplace(base::upcased(change.key), base::upcased(name) + u'\\').second) {
            return {};
        }
        Result<std::optional<RegistryValue>> now;
        if (*key) {
            now = transaction_.value(**key, name);
        }
        if (!now) {
            return tl::unexpected(now.error());
        }
        if (*now != change.after) {
            // LastChangeVer is raised once more after a plan that brings a profile back.
            if (!profile::is_counter(change) || !*now || !change.after ||
                !profile::has_moved_on(*change.after, **now)) {
                differs(change.key, name);
            }
            change.after = std::move(*now);
        }
        return {};
    }

    void differs(std::u16string_view key, std::u16string_view name) {
        plan_.remarks.push_back({RemarkKind::note,
                                 "somebody else has changed this since it was written",
                                 to_display(key) + (name.empty() ? "" : ", " + to_display(name))});
    }

    ReadTransaction& transaction_;
    Plan& plan_;
    /// Key and value; the value has a `\` behind it, so that a key is told from its unnamed value.
    std::set<std::pair<std::u16string, std::u16string>> seen_;
};

}  // namespace

Result<Plan> read_back(const Source& source, Plan done) {
    Plan found;
    auto read = registry::read_snapshot(source.store(), [&](ReadTransaction& transaction) {
        found = done;
        return Reader(transaction, found).run();
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    return found;
}

}  // namespace olkacct::app
