// Placing paths relative to a profile.
#include "profile/account_touches.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/upcase.h"
#include "profile/account_keys.h"
#include "profile/key_names.h"

namespace olkacct::profile {
namespace {

using Kind = registry::KeyChange::Kind;
using Touch = AccountTouches::Touch;

// Whether `inner` is `outer` or lies below it; the root is above all.
bool is_within(std::u16string_view inner, std::u16string_view outer) {
    return outer.empty() ||
           (inner.size() >= outer.size() && base::same_name(inner.substr(0, outer.size()), outer) &&
            (inner.size() == outer.size() || inner[outer.size()] == u'\\'));
}

class Gatherer {
  public:
    explicit Gatherer(std::u16string_view profile_path)
        : profile_path_(profile_path),
          accounts_path_(std::u16string(profile_path) + u'\\' + std::u16string(accounts_key_name)) {
    }

    // `value` is that of one value, for Kind::values.
    void add(Kind kind, std::u16string_view path, std::u16string_view value) {
        if (!is_within(path, profile_path_)) {
            // Made or written above, it does not touch what is below.
            const bool reaches_down = kind == Kind::deleted || kind == Kind::many;
            found_.elsewhere |= reaches_down && is_within(profile_path_, path);
        } else if (!is_within(path, accounts_path_)) {
            found_.elsewhere = true;
        } else if (path.size() == accounts_path_.size()) {
            found_.elsewhere |= kind != Kind::values;
            found_.order |= kind == Kind::values && category_of_list(value).has_value();
        } else {
            add_below_accounts(kind, path.substr(accounts_path_.size() + 1));
        }
    }

    [[nodiscard]] AccountTouches take() { return std::move(found_); }

  private:
    void add_below_accounts(Kind kind, std::u16string_view name) {
        if (kind == Kind::many) {
            found_.elsewhere = true;
            return;
        }
        // What lies below an account's key is none of its values.
        const auto id = account_of_key(name);
        if (!id) {
            return;
        }
        const auto known = found_.accounts.find(*id);
        if (known == found_.accounts.end()) {
            found_.accounts.emplace(*id, kind == Kind::created   ? Touch::created
                                         : kind == Kind::deleted ? Touch::deleted
                                                                 : Touch::changed);
        } else if (kind == Kind::deleted) {
            if (known->second == Touch::created) {
                found_.accounts.erase(known);
            } else {
                known->second = Touch::deleted;
            }
        } else if (kind == Kind::created && known->second == Touch::deleted) {
            known->second = Touch::changed;
        }
    }

    const std::u16string_view profile_path_;
    const std::u16string accounts_path_;
    AccountTouches found_;
};

}  // namespace

AccountTouches touches_of(std::u16string_view profile_path,
                          std::span<const registry::KeyChange> changes) {
    Gatherer gatherer(profile_path);
    for (const registry::KeyChange& change : changes) {
        if (change.values.empty()) {
            gatherer.add(change.kind, change.path, {});
        }
        for (const std::u16string& value : change.values) {
            gatherer.add(change.kind, change.path, value);
        }
    }
    return gatherer.take();
}

AccountTouches touches_of(std::u16string_view profile_path, std::span<const Change> changes) {
    Gatherer gatherer(profile_path);
    for (const Change& change : changes) {
        switch (change.kind) {
            case ChangeKind::create_key:
                gatherer.add(Kind::created, change.key, {});
                break;
            case ChangeKind::delete_key:
                gatherer.add(Kind::deleted, change.key, {});
                break;
            case ChangeKind::set_value:
                gatherer.add(Kind::values, change.key, change.after->name);
                break;
            case ChangeKind::delete_value:
                gatherer.add(Kind::values, change.key, change.before->name);
                break;
        }
    }
    return gatherer.take();
}

}  // namespace olkacct::profile
