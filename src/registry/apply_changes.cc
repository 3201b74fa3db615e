// Applying changes under the guard of what they start from.
#include "registry/apply_changes.h"

#include "olkacct/text.h"

namespace olkacct::registry {
namespace {

class Application {
  public:
    Application(WriteTransaction& transaction, const std::function<bool(const Change&)>& may_differ)
        : transaction_(transaction), may_differ_(may_differ) {}

    Result<void> apply(const Change& change) {
        switch (change.kind) {
            case ChangeKind::create_key:
                return create(change);
            case ChangeKind::delete_key:
                return remove(change);
            case ChangeKind::set_value:
            case ChangeKind::delete_value:
                return change_value(change);
        }
        return {};
    }

  private:
    static tl::unexpected<Error> outdated(const Change& change, const std::string& what) {
        return fail(ErrorCode::plan_outdated, what, to_display(change.key));
    }

    Result<std::optional<KeyId>> find(std::u16string_view path) {
        return find_path(transaction_, transaction_.root(), path);
    }

    Result<void> create(const Change& change) {
        const std::size_t slash = change.key.rfind(u'\\');
        const bool at_root = slash == std::u16string::npos;
        const std::u16string_view whole = change.key;
        const auto parent = find(at_root ? std::u16string_view() : whole.substr(0, slash));
        if (!parent) {
            return tl::unexpected(parent.error());
        }
        if (!*parent) {
            return outdated(change, "the key above is no longer there");
        }
        const auto name = at_root ? whole : whole.substr(slash + 1);
        const auto existing = transaction_.find(**parent, name);
        if (!existing) {
            return tl::unexpected(existing.error());
        }
        if (*existing) {
            return outdated(change, "the key is there already");
        }
        return transaction_.create_key(**parent, name).and_then([&](KeyId made) {
            return complete(made, change);
        });
    }

    // What a key has beside its values.
    Result<void> complete(KeyId made, const Change& change) {
        auto done = change.class_name.empty()
                        ? Result<void>()
                        : transaction_.set_class_name(made, change.class_name);
        return done && !change.descriptor.empty()
                   ? transaction_.set_security(made, change.descriptor)
                   : done;
    }

    Result<void> remove(const Change& change) {
        const auto key = find(change.key);
        if (!key) {
            return tl::unexpected(key.error());
        }
        if (!*key) {
            return outdated(change, "the key is no longer there");
        }
        const auto subkeys = transaction_.subkeys(**key);
        if (!subkeys) {
            return tl::unexpected(subkeys.error());
        }
        const auto values = transaction_.values(**key);
        if (!values) {
            return tl::unexpected(values.error());
        }
        if (!subkeys->empty() || !values->empty()) {
            return outdated(change, "the key holds something new");
        }
        return transaction_.delete_key(**key);
    }

    Result<void> change_value(const Change& change) {
        const bool sets = change.kind == ChangeKind::set_value;
        const std::optional<RegistryValue>& named = sets ? change.after : change.before;
        if (!named) {
            return fail(ErrorCode::invalid_argument, "a change names no value",
                        to_display(change.key));
        }
        const auto key = find(change.key);
        if (!key) {
            return tl::unexpected(key.error());
        }
        if (!*key) {
            return outdated(change, "the key is no longer there");
        }
        const auto now = transaction_.value(**key, named->name);
        if (!now) {
            return tl::unexpected(now.error());
        }
        if (!same(*now, change.before) && !may_differ_(change)) {
            return outdated(change, to_display(named->name) +
                                        (*now ? " has another value now" : " is no longer there"));
        }
        if (sets) {
            return transaction_.set_value(**key, *change.after);
        }
        return *now ? transaction_.delete_value(**key, named->name) : Result<void>();
    }

    static bool same(const std::optional<RegistryValue>& left,
                     const std::optional<RegistryValue>& right) {
        return left.has_value() == right.has_value() &&
               (!left || (left->type == right->type && left->data == right->data));
    }

    WriteTransaction& transaction_;
    const std::function<bool(const Change&)>& may_differ_;
};

}  // namespace

Result<void> apply_changes(WriteTransaction& transaction, std::span<const Change> changes,
                           const std::function<bool(const Change&)>& may_differ) {
    Application application(transaction, may_differ);
    for (const Change& change : changes) {
        if (auto done = application.apply(change); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace olkacct::registry
