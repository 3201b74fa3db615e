// The journal is the value `Redo` of one key. Setting it is the moment of the commit; every step
// after that can be done twice.
#include "registry/windows/live_journal.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "base/windows_key.h"
#include "olkacct/text.h"
#include "registry/redo_record.h"

namespace olkacct::registry {
namespace {

using base::WindowsKey;

const std::u16string journal_path = u"Software\\olkacct.journal";
const std::u16string redo_name = u"Redo";

/// For a handle of HKEY_CURRENT_USER's own, which a flush needs.
Result<void> flush() {
    return WindowsKey::open(HKEY_CURRENT_USER, {}, KEY_READ).and_then([](const auto& root) {
        return root ? root->flush() : Result<void>();
    });
}

Result<void> set_below(const Change& change) {
    const auto key = WindowsKey::open(HKEY_CURRENT_USER, change.key, KEY_SET_VALUE);
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!*key) {
        return fail(ErrorCode::conflict, "a key was deleted meanwhile", to_display(change.key));
    }
    return change.kind == ChangeKind::set_value ? (*key)->set(*change.after)
                                                : (*key)->remove_value(change.before->name);
}

/// Once more: the changes may have been done already, as far as the last of them, which made a key
/// anew that an earlier one deletes.
enum class Pass : std::uint8_t { first, again };

Result<void> redo(const Change& change, Pass pass) {
    switch (change.kind) {
        case ChangeKind::create_key:
            return WindowsKey::create(HKEY_CURRENT_USER, change.key, change.class_name)
                .map([](const auto&) {});
        case ChangeKind::delete_key:
            return pass == Pass::first ? WindowsKey::remove_leaf(HKEY_CURRENT_USER, change.key)
                                       : WindowsKey::remove(HKEY_CURRENT_USER, change.key);
        case ChangeKind::set_value:
        case ChangeKind::delete_value:
            return set_below(change);
    }
    return {};
}

/// Whether this user may do it, as far as keys that are there can tell.
Result<void> check_access(const Change& change) {
    std::u16string path = change.key;
    REGSAM access = KEY_SET_VALUE;
    if (change.kind == ChangeKind::create_key) {
        access = KEY_CREATE_SUB_KEY;
        const std::size_t slash = path.rfind(u'\\');
        path.resize(slash == std::u16string::npos ? 0 : slash);
    } else if (change.kind == ChangeKind::delete_key) {
        access = DELETE;
    }
    const auto key = WindowsKey::open(HKEY_CURRENT_USER, path, access);
    if (!key) {
        return fail(key.error().code, key.error().what, "HKEY_CURRENT_USER\\" + to_display(path));
    }
    return {};
}

/// And removes the journal.
Result<void> redo_all(std::span<const Change> changes, Pass pass) {
    for (const Change& change : changes) {
        auto done = redo(change, pass);
        // Done before, or of a key that goes later in the same commit.
        const bool is_gone = !done && done.error().code == ErrorCode::conflict;
        if (!done && !is_gone) {
            return done;
        }
    }
    return flush().and_then(
        [] { return WindowsKey::remove_leaf(HKEY_CURRENT_USER, journal_path); });
}

}  // namespace

Result<bool> has_live_journal() {
    return WindowsKey::open(HKEY_CURRENT_USER, journal_path, KEY_READ).map([](const auto& found) {
        return found.has_value();
    });
}

Result<void> finish_interrupted() {
    auto there = has_live_journal();
    if (!there || !*there) {
        return there.map([](bool) {});
    }
    const auto lock = WriterLock::take();
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    const auto journal = WindowsKey::open(HKEY_CURRENT_USER, journal_path, KEY_READ);
    if (!journal || !*journal) {
        return journal.map([](const auto&) {});
    }
    const auto record = (*journal)->value(redo_name);
    if (!record) {
        return tl::unexpected(record.error());
    }
    if (!*record) {
        // Its writer got no further.
        return WindowsKey::remove_leaf(HKEY_CURRENT_USER, journal_path);
    }
    const auto changes = read_redo_record((*record)->data);
    if (!changes) {
        return fail(ErrorCode::io_error,
                    "the journal of an interrupted change cannot be read; delete this key to leave "
                    "the change as it is",
                    "HKEY_CURRENT_USER\\" + to_display(journal_path));
    }
    return redo_all(*changes, Pass::again);
}

Result<void> commit_journalled(const WriterLock& /*lock*/, std::span<const Change> changes) {
    for (const Change& change : changes) {
        if (auto allowed = check_access(change); !allowed) {
            return allowed;
        }
    }
    const auto journal = WindowsKey::create(HKEY_CURRENT_USER, journal_path);
    if (!journal) {
        return tl::unexpected(journal.error());
    }
    return journal->first.set({redo_name, registry_type::binary, redo_record(changes)})
        .and_then([] { return flush(); })
        .and_then([&] { return redo_all(changes, Pass::first); });
}

}  // namespace olkacct::registry
