// Opens a source of profiles by path or URL and reads what is in it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/error.h"
#include "olkacct/profile.h"

namespace olkacct {

namespace registry {
class Store;
}

struct OpenOptions {
    /// Replay the transaction logs of a dirty hive in memory. When false the hive is read as it is
    /// (`--no-logs`).
    bool replay_logs = true;
    /// What is committed to a hive replaces it by a compact copy (`--rewrite`); other sources take
    /// no notice.
    bool rewrite = false;
};

struct ReadOptions {
    /// Only profiles of this name (Windows' case rule); empty: all.
    std::u16string profile = {};
    /// Also list each profile's sections.
    bool sections = false;
    /// Also read each profile's message services.
    bool services = false;
};

/// What one read of a source found, all of one revision.
struct Contents {
    /// By root (newest Outlook first), then by name in store order.
    std::vector<Profile> profiles;
    /// What was dropped or repaired because the source is damaged.
    std::vector<Warning> warnings;
    /// What the reader did that a careful user wants to know, e.g. which log entries were applied.
    std::vector<std::string> notes;
};

/// One section, service or account key of a profile with everything in it, for a dump.
struct DumpedKey {
    /// Path below the profile key, `\` between names; empty for the profile key itself.
    std::u16string path;
    std::vector<RegistryValue> values;
    /// What of this key was dropped because the source is damaged.
    std::vector<Warning> warnings;
};

/// An opened source. Opening checks that the file is there and of a known kind; the content is read
/// anew at each call, each call in one revision. Thread-safe. Copies share the store.
class Source {
  public:
    /// `path_or_url`: a path, or `hive:PATH`, `reg:PATH`, `sqlite:PATH`; `sqlite:` alone is the
    /// user's own database. A path's kind is told by its first bytes.
    /// Errors: source_not_found, access_denied, unknown_source_kind, not_a_hive, ...
    static Result<Source> open(std::string_view path_or_url, const OpenOptions& options = {});

    /// On a store that the caller made.
    explicit Source(std::shared_ptr<registry::Store> store);

    /// The path or URL as messages name it.
    [[nodiscard]] const std::string& name() const;

    /// Reads the accounts. A source without any profile gives empty contents, not an error.
    [[nodiscard]] Result<Contents> read(const ReadOptions& options = {}) const;

    /// Everything below the key of `profile` (one that read() gave), depth first, values as stored.
    [[nodiscard]] Result<std::vector<DumpedKey>> dump(const Profile& profile) const;

    [[nodiscard]] registry::Store& store() const { return *store_; }
    [[nodiscard]] const std::shared_ptr<registry::Store>& shared_store() const { return store_; }

  private:
    std::shared_ptr<registry::Store> store_;
};

}  // namespace olkacct
