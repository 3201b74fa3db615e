// Opening sources, and reading them in one revision each time.
#include "olkacct/source.h"

#include <optional>
#include <utility>

#include "profile/profile_dump.h"
#include "profile/profile_reader.h"
#include "profile/roots.h"
#include "registry/open_store.h"

namespace olkacct {
namespace {

// read_snapshot with a result.
template <class T, class Read>
Result<T> read_one_revision(registry::Store& store, Read read) {
    std::optional<T> outcome;
    const auto done = registry::read_snapshot(
        store, [&outcome, &read](registry::ReadTransaction& transaction) -> Result<void> {
            Result<T> attempt = read(transaction);
            if (!attempt) {
                return tl::unexpected(std::move(attempt.error()));
            }
            outcome = std::move(*attempt);
            return {};
        });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return std::move(*outcome);
}

}  // namespace

Result<Source> Source::open(std::string_view path_or_url, const OpenOptions& options) {
    auto store = registry::open_store(path_or_url,
                                      {.replay_logs = options.replay_logs,
                                       .rewrite = options.rewrite,
                                       .keys = profile::profile_keys},
                                      base::system_files());
    if (!store) {
        return tl::unexpected(store.error());
    }
    return Source(std::move(*store));
}

Source::Source(std::shared_ptr<registry::Store> store) : store_(std::move(store)) {}

const std::string& Source::name() const { return store_->name(); }

Result<Contents> Source::read(const ReadOptions& options) const {
    return read_one_revision<Contents>(*store_, [&options](registry::ReadTransaction& transaction) {
        return profile::read_profiles(transaction, options);
    });
}

Result<std::vector<DumpedKey>> Source::dump(const Profile& profile) const {
    return read_one_revision<std::vector<DumpedKey>>(
        *store_, [&profile](registry::ReadTransaction& transaction) {
            return profile::dump_key(transaction, profile.path);
        });
}

}  // namespace olkacct
