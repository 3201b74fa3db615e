// One transaction for both.
#include "accounts/source_reading.h"

#include <limits>
#include <utility>

#include "profile/profile_reader.h"

namespace olkacct::accounts {
namespace {

// SQLite's numbers have a sign.
constexpr std::uint64_t after_all = std::numeric_limits<std::int64_t>::max();

Result<void> read_all(registry::ReadTransaction& transaction, const ReadOptions& options,
                      Reading& reading) {
    auto contents = profile::read_profiles(transaction, options);
    if (!contents) return tl::unexpected(std::move(contents.error()));
    reading.contents = std::move(*contents);
    return {};
}

}  // namespace

Result<Reading> read_since(registry::Store& store, const ReadOptions& options,
                           std::optional<std::uint64_t> sequence) {
    Reading reading;
    const auto done =
        registry::read_snapshot(store, [&](registry::ReadTransaction& transaction) -> Result<void> {
            reading = {};
            if (auto read = read_all(transaction, options, reading); !read) return read;
            if (!store.capabilities().change_log) return {};
            auto log = transaction.changes_since(sequence.value_or(after_all));
            if (!log) return tl::unexpected(std::move(log.error()));
            reading.log = std::move(*log);
            if (!sequence) reading.log.is_complete = true;
            return {};
        });
    if (!done) return tl::unexpected(done.error());
    return reading;
}

Result<Reading> read_since(registry::Store& store, const Profile& known, std::uint64_t sequence) {
    const ReadOptions options{.profile = known.name};
    if (!store.capabilities().change_log) return read_since(store, options, sequence);
    Reading reading;
    const auto done =
        registry::read_snapshot(store, [&](registry::ReadTransaction& transaction) -> Result<void> {
            reading = {};
            auto log = transaction.changes_since(sequence);
            if (!log) return tl::unexpected(std::move(log.error()));
            reading.log = std::move(*log);
            if (reading.log.is_complete) {
                Profile fresh = known;
                const auto reread =
                    profile::reread_accounts(transaction, fresh, reading.log.changes);
                if (!reread) return tl::unexpected(reread.error());
                if (*reread) {
                    reading.contents.profiles.push_back(std::move(fresh));
                    return {};
                }
            }
            return read_all(transaction, options, reading);
        });
    if (!done) return tl::unexpected(done.error());
    return reading;
}

}  // namespace olkacct::accounts
