// What a registry-shaped store is: keys, typed values, transactions, watch, capabilities as data.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/error.h"
#include "olkacct/registry_value.h"
#include "olkacct/secret.h"

namespace olkacct::registry {

/// What a store promises. Nobody asks for a store's type: what an operation cannot do without is
/// refused, what is only weaker is said.
struct Capabilities {
    bool write = false;    ///< begin_write works
    bool atomic = false;   ///< a transaction is all or nothing, also for readers in other processes
    bool durable = false;  ///< after commit returns, a crash loses nothing
    bool watch = false;    ///< watch works, also for changes made by other processes
    bool change_log = false;  ///< every commit can be told apart afterwards
    bool secrets = false;     ///< a new secret can be protected

    bool operator==(const Capabilities&) const = default;
};

/// Names a key inside one transaction; means nothing outside it.
enum class KeyId : std::uint64_t {};

struct Subkey {
    KeyId id{};
    std::u16string name;
};

struct KeyInfo {
    std::u16string name;             ///< empty for the root
    std::u16string class_name;       ///< empty when there is none
    std::uint64_t last_written = 0;  ///< FILETIME, 0 when the store does not keep it
};

struct ChangeList;

/// One revision of a store. Not thread-safe: one thread at a time, any thread. Names are compared
/// by Windows' upcase rule. A KeyId must come from this transaction. Functions that find nothing
/// return nullopt; an Error means that the answer could not be had.
class ReadTransaction {
  public:
    ReadTransaction() = default;
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;
    virtual ~ReadTransaction() = default;

    [[nodiscard]] virtual KeyId root() const = 0;
    virtual Result<KeyInfo> info(KeyId key) = 0;
    virtual Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) = 0;
    /// In the order of the store: by upcased name for hives.
    virtual Result<std::vector<Subkey>> subkeys(KeyId key) = 0;
    /// In the order in which they were first written.
    virtual Result<std::vector<RegistryValue>> values(KeyId key) = 0;
    virtual Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) = 0;
    /// The self-relative security descriptor; empty when the store keeps none.
    virtual Result<std::vector<std::byte>> security(KeyId key) = 0;

    /// What was dropped or repaired so far in this transaction.
    [[nodiscard]] virtual const std::vector<Warning>& warnings() const = 0;

    /// What a careful user wants to know of how the store was opened, e.g. logs that were applied.
    [[nodiscard]] virtual std::vector<std::string> notes() const { return {}; }

    /// Confirms that all that was read belongs to one revision: changed_while_reading if the store
    /// was changed underneath. Reading through read_snapshot calls it for you.
    virtual Result<void> verify() = 0;

    /// As Store::changes_since, up to this revision.
    virtual Result<ChangeList> changes_since(std::uint64_t sequence);
};

/// Collects changes that become visible to others all at once in commit. Dropping it without
/// commit changes nothing. Reads see the pending changes.
class WriteTransaction : public ReadTransaction {
  public:
    /// Finds or creates; the missing parents are not created.
    virtual Result<KeyId> create_key(KeyId parent, std::u16string_view name) = 0;
    /// Replaces a value of the same name in place (keeping its position and spelling) or appends.
    virtual Result<void> set_value(KeyId key, RegistryValue value) = 0;
    /// key_not_found when there is no such value.
    virtual Result<void> delete_value(KeyId key, std::u16string_view name) = 0;
    /// With everything below it. The root cannot be deleted: invalid_argument.
    virtual Result<void> delete_key(KeyId key) = 0;
    /// What an import brings beside values; not_supported_by_store where a store keeps none.
    virtual Result<void> set_class_name(KeyId key, std::u16string_view class_name);
    virtual Result<void> set_security(KeyId key, std::span<const std::byte> descriptor);
    /// Conflict when another writer committed since begin_write. Stores whose begin_write waits for
    /// the other writer instead (source_busy when that takes too long) never meet one. After
    /// disk_full or io_error the old or the new state is stored, and the store must be opened
    /// again: everything else it is asked for is reopen_needed.
    virtual Result<void> commit() = 0;
    /// Of the commit, once it is done, in the store's log of changes; 0 where there is none.
    [[nodiscard]] virtual std::uint64_t sequence() const { return 0; }
};

/// What one commit did to one key.
struct KeyChange {
    enum class Kind : std::uint8_t {
        values,   ///< the named values were set or deleted
        created,  ///< the key is new, with all its values
        deleted,  ///< the key is gone, with everything below
        many,     ///< anything at or below the key may have changed
    };
    std::uint64_t sequence = 0;  ///< of the commit; rises by one with each
    Kind kind{};
    std::u16string path;  ///< from the root, `\` between names; empty for the root
    std::vector<std::u16string> values;

    bool operator==(const KeyChange&) const = default;
};

struct ChangeList {
    std::uint64_t latest = 0;  ///< the newest commit, what to ask from next time
    /// False when changes that were asked for are no longer kept: read everything again.
    bool is_complete = true;
    std::vector<KeyChange> changes;
};

/// Tells of commits by anybody. Blocks while nothing happens; one waiter at a time.
class Watch {
  public:
    /// For wait.
    static constexpr std::chrono::milliseconds forever = std::chrono::milliseconds::max();

    Watch() = default;
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    virtual ~Watch() = default;

    /// True when the store was committed to since the last true answer (or since watch()), false
    /// when the time ran out or interrupt() was called. Several commits may be told as one, and
    /// what only closes or tidies the files as one, too. source_not_found when the folder of the
    /// store is gone.
    virtual Result<bool> wait(std::chrono::milliseconds timeout) = 0;
    /// Makes the wait that is under way, or the next one, return false at once. From any thread;
    /// of stores in files from a signal handler, too.
    virtual void interrupt() noexcept = 0;
};

/// Thread-safe: transactions and watches may be begun from any thread.
class Store {
  public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    [[nodiscard]] virtual const Capabilities& capabilities() const = 0;
    /// How messages name this store: its path or URL.
    [[nodiscard]] virtual const std::string& name() const = 0;
    /// Equal for two stores of one place, however they were named. Unless a store says more: those
    /// whose name is the path of the same file.
    [[nodiscard]] virtual std::string identity() const;

    virtual Result<std::unique_ptr<ReadTransaction>> begin_read() = 0;
    /// not_supported_by_store unless capabilities().write.
    virtual Result<std::unique_ptr<WriteTransaction>> begin_write();
    /// To find out what changes would do: they stay in memory, and commit is refused. Needs no more
    /// than reading does, verify included, and excludes no writer; what would be refused for
    /// another reason than who may write is refused here too. not_supported_by_store unless
    /// capabilities().write.
    virtual Result<std::unique_ptr<WriteTransaction>> begin_plan();
    /// not_supported_by_store unless capabilities().watch.
    virtual Result<std::unique_ptr<Watch>> watch();

    /// Protects a new secret for the value named `value_name`: the bytes to store as REG_BINARY.
    /// secrets_not_supported unless capabilities().secrets.
    virtual Result<std::vector<std::byte>> protect(std::u16string_view value_name,
                                                   const Secret& secret);
    /// The inverse, of what this store protected for this name. secrets_not_supported for anything
    /// else.
    virtual Result<Secret> unprotect(std::u16string_view value_name,
                                     std::span<const std::byte> stored);

    /// What the commits after number `sequence` did, oldest first; 0 asks for all that is kept.
    /// not_supported_by_store unless capabilities().change_log.
    virtual Result<ChangeList> changes_since(std::uint64_t sequence);
};

/// How often read_snapshot begins again when the store changes underneath.
inline constexpr int max_read_attempts = 5;

/// Runs `read` on one revision: begins a transaction, reads, verifies, and begins again when the
/// store changed meanwhile. `read` must not leave anything behind from an attempt.
/// changed_while_reading when every attempt met a change.
Result<void> read_snapshot(Store& store, const std::function<Result<void>(ReadTransaction&)>& read);

/// Walks from `from` along a path with `\` between names; nullopt when a component is missing.
Result<std::optional<KeyId>> find_path(ReadTransaction& transaction, KeyId from,
                                       std::u16string_view path);

/// The same, but what is missing is made.
Result<KeyId> make_path(WriteTransaction& transaction, KeyId from, std::u16string_view path);

}  // namespace olkacct::registry
